//! What the pages of an account and of API tokens say.

words! {
    /// What the pages of an account and of API tokens say.
    AccountSettings {
        title: "Account" | "账号",
        description: "How you sign in to {site}, and where you are signed in." | "你如何登录 {site}，以及在哪里登录。",
        email: "You sign in as {email}." | "你的登录邮箱是 {email}。",
        confirm: "To change how your account is entered, show once more that it is you." | "要更改登录方式，请再次证明是你本人。",
        confirm_link: "Confirm" | "确认",
        passkeys: "Passkeys" | "通行密钥",
        passkeys_text: "A passkey signs you in by your device's own lock: a fingerprint, a face or a PIN. Nothing about it can be forgotten, guessed or given away." | "通行密钥用设备自身的解锁方式登录：指纹、面容或 PIN。它不会被忘记、猜中或泄露。",
        passkey_unnamed: "Passkey" | "通行密钥",
        added: "Added {date}" | "添加于 {date}",
        last_used: "last used {date}" | "上次使用：{date}",
        never_used: "never used" | "从未使用",
        rename: "Rename" | "重命名",
        name: "Name" | "名字",
        save: "Save" | "保存",
        remove: "Remove" | "移除",
        remove_named: "Remove {name}" | "移除 {name}",
        signs_out: "Changing passkeys or the password signs you out everywhere else." | "更改通行密钥或密码会让你在其他所有设备上退出登录。",
        password: "Password" | "密码",
        password_set: "A password is set." | "已设置密码。",
        password_none: "No password is set: you sign in by passkey." | "未设置密码：你用通行密钥登录。",
        codes: "Recovery codes" | "恢复码",
        codes_text: "A recovery code lets you in once when you have lost everything else. Keep them on paper, or wherever you would look." | "在其他方式都失效时，一个恢复码可以让你登录一次。请写在纸上，或保存在你找得到的地方。",
        codes_none: "You have none. Make some now: without them, nobody can help you back in." | "你还没有恢复码。现在就生成吧：没有它们，谁也无法帮你找回账号。",
        codes_one: "{n} code is left." | "还剩 {n} 个恢复码。",
        codes_many: "{n} codes are left." | "还剩 {n} 个恢复码。",
        make_codes: "Make eight new codes" | "生成八个新恢复码",
        make_codes_hint: "Those that you have become worthless." | "现有的恢复码将全部作废。",
        new_codes: "Your new recovery codes. This is the only time they are shown." | "这是你的新恢复码，只显示这一次。",
        sessions: "Where you are signed in" | "登录的设备",
        this_one: "This device" | "当前设备",
        unknown_device: "A device that says nothing of itself" | "未表明身份的设备",
        browser_on: "{browser} on {system}" | "{system} 上的 {browser}",
        signed_in: "Signed in {date}" | "登录于 {date}",
        sign_out: "Sign out" | "退出登录",
        sign_out_named: "Sign out {name}" | "退出 {name}",
        sign_out_others: "Sign out everywhere else" | "退出其他所有设备",
        images: "Images" | "图像",
        blocked: "Blocked" | "屏蔽",
        tokens: "API tokens" | "API 令牌",
        tokens_description: "What programs of yours may do on {site}." | "你的程序可以在 {site} 上做什么。",
        tokens_text: "A token lets a program do in your name what it is for, and nothing else." | "令牌让程序以你的名义做它被允许的事，除此之外什么都不能做。",
        tokens_none: "You have no tokens." | "你还没有令牌。",
        new_token: "Your new token. This is the only time it is shown." | "这是你的新令牌，只显示这一次。",
        new_token_heading: "A new token" | "新令牌",
        token_name: "What is it called?" | "令牌名称",
        scopes: "What is it for?" | "令牌用途",
        scope_read: "See your photos, private ones too" | "查看你的照片，包括私密照片",
        scope_upload: "Upload photos" | "上传照片",
        scope_manage: "Change and delete your photos" | "修改和删除你的照片",
        days: "How long does it last?" | "有效期",
        days_many: "{n} days" | "{n} 天",
        days_for_ever: "Until you revoke it" | "直到你撤销为止",
        create: "Make the token" | "生成令牌",
        created: "Made {date}" | "生成于 {date}",
        ends: "ends {date}" | "{date} 到期",
        ended: "ended {date}" | "已于 {date} 到期",
        for_ever: "does not end" | "永不到期",
        revoke: "Revoke" | "撤销",
        revoke_named: "Revoke {name}" | "撤销 {name}",
        comma: ", " | "，",
        navigation: "Settings" | "设置导航",
    }
}

impl AccountSettings {
    /// What a scope lets a program do.
    pub(crate) const fn scope(&self, scope: domain::access::Scope) -> &'static str {
        use domain::access::Scope;
        match scope {
            Scope::Read => self.scope_read,
            Scope::Upload => self.scope_upload,
            Scope::Manage => self.scope_manage,
        }
    }
}
