//! What the pages of people, invitations and blocked people say, and what a person's page says of blocking.

use domain::access::{Role, SignUpMode};

words! {
    /// What the pages of people, invitations and blocked people say.
    People {
        people: "People" | "成员",
        people_description: "The people of this site, for those who keep order." | "本站成员，供管理人员查看。",
        find: "Handle or e-mail" | "用户名或电子邮箱",
        find_button: "Find" | "查找",
        nobody: "Nobody is called so." | "没有找到这个人。",
        everybody: "Everybody" | "所有成员",
        older: "Those who came before" | "更早加入的成员",
        newest: "Those who came last" | "最新加入的成员",
        member: "Member" | "成员",
        moderator: "Moderator" | "版主",
        admin: "Admin" | "管理员",
        since: "since {day}" | "加入于 {day}",
        suspended: "Suspended" | "已停用",
        suspended_since: "Suspended since {day}" | "自 {day} 起停用",
        suspend: "Suspend" | "停用",
        suspend_named: "Suspend {name}" | "停用 {name}",
        suspend_text: "They are signed out everywhere and cannot come in. Nobody sees their photos and their page but those who keep order. All of it can be taken back." | "其所有设备都会退出登录，并且无法再登录。除管理人员外，没有人能看到其照片和主页。这些都可以恢复。",
        reinstate: "Reinstate" | "恢复",
        reinstate_named: "Reinstate {name}" | "恢复 {name}",
        role: "Role" | "角色",
        change_role: "Change the role" | "更改角色",
        change_role_named: "Change the role of {name}" | "更改 {name} 的角色",
        change_role_text: "They are signed out everywhere, and have to sign in again." | "其所有设备都会退出登录，需要重新登录。",
        save: "Save" | "保存",
        look_up: "Keep order" | "管理此人",
        invitations: "Invitations" | "邀请",
        invitations_description: "Links by which one person each can make an account." | "每个链接可供一个人注册账号。",
        mode_open: "Everybody can make an account on this site just now, also without an invitation." | "目前任何人都可以在本站注册，无需邀请。",
        mode_invitation: "Making an account on this site needs an invitation." | "在本站注册需要邀请。",
        mode_closed: "Nobody can make an account on this site just now, not even with an invitation." | "目前本站不接受注册，有邀请也不行。",
        invite: "Make an invitation" | "创建邀请",
        invite_hint: "A link for one person, good for 14 days. You see it only once." | "供一个人使用的链接，14 天内有效，只显示一次。",
        made: "This is the link. Copy it now: it is not shown again." | "这是邀请链接。请立即复制，它不会再次显示。",
        open_invitations: "Open invitations" | "未使用的邀请",
        no_invitations: "There are none." | "没有未使用的邀请。",
        made_by: "made by @{handle} on {day}, good until {end}" | "@{handle} 创建于 {day}，有效期至 {end}",
        revoke: "Revoke" | "撤销",
        revoke_named: "Revoke the invitation that @{handle} made on {day}" | "撤销 @{handle} 于 {day} 创建的邀请",
        blocked: "Blocked people" | "已屏蔽的人",
        blocked_description: "The people whom you have blocked." | "你屏蔽的人。",
        blocked_text: "They meet nothing of yours while they are signed in, and you do not meet their photos in lists. Only you see whom you have blocked." | "他们登录后看不到你的任何内容，你也不会在列表中看到他们的照片。只有你能看到自己屏蔽了谁。",
        blocked_nobody: "You have blocked nobody." | "你没有屏蔽任何人。",
        blocked_since: "since {day}" | "屏蔽于 {day}",
        blocked_older: "Those whom you blocked before" | "更早屏蔽的人",
        blocked_newest: "Those whom you blocked last" | "最近屏蔽的人",
        block: "Block {name}" | "屏蔽 {name}",
        block_text: "{name} will not find you and your photos any more while signed in, and you do not meet theirs in lists. Nobody tells them. What is public can still be seen by whoever is not signed in." | "{name} 登录后将不再能看到你和你的照片，你也不会在列表中看到对方的照片。系统不会通知对方。未登录的人仍可看到公开内容。",
        block_button: "Block" | "屏蔽",
        unblock: "Unblock" | "取消屏蔽",
        unblock_named: "Unblock {name}" | "取消屏蔽 {name}",
        have_blocked: "You have blocked {name}, so you do not meet their photos here." | "你已屏蔽 {name}，因此这里不显示对方的照片。",
        no_sign_up: "Nobody new just now" | "暂不接受注册",
        by_invitation: "By invitation only" | "仅限受邀注册",
    }
}

impl People {
    /// What somebody is on this site.
    pub(crate) const fn role(&self, role: Role) -> &'static str {
        match role {
            Role::Member => self.member,
            Role::Moderator => self.moderator,
            Role::Admin => self.admin,
        }
    }

    /// Who can make an account.
    pub(crate) const fn mode(&self, mode: SignUpMode) -> &'static str {
        match mode {
            SignUpMode::Open => self.mode_open,
            SignUpMode::Invitation => self.mode_invitation,
            SignUpMode::Closed => self.mode_closed,
        }
    }
}
