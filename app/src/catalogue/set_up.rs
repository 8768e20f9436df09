//! What the page of the site's settings says.

use domain::{
    access::SignUpMode,
    site_settings::{Field, Flag},
};

words! {
    /// What the page of the site's settings says.
    SetUp {
        title: "Site settings" | "站点设置",
        description: "How this site is set up, for whoever runs it." | "供站点管理者设置本站。",
        holds: "What is saved holds everywhere within two minutes; who can make an account, at once." | "保存的设置在两分钟内全面生效；注册权限立即生效。",
        saved: "Saved." | "已保存。",
        save: "Save" | "保存",
        site: "The site" | "站点",
        name: "Name of the site" | "站点名称",
        sign_up: "Who can make an account" | "谁可以注册",
        sign_up_open: "Everybody" | "所有人",
        sign_up_invitation: "Whoever has an invitation" | "持有邀请的人",
        sign_up_closed: "Nobody" | "任何人都不行",
        photos: "New photos" | "新照片",
        photos_hint: "What is chosen on the upload page until its owner chooses otherwise, and what holds for programs that do not say." | "上传页面的默认选项，所有者可以更改；未指明的程序也按此处理。",
        visibility: "Who may see a new photo" | "谁可以看新照片",
        licence: "Licence of a new photo" | "新照片的许可",
        images: "Files of members who chose nothing themselves" | "未自行选择的成员的文件",
        images_hint: "For photos that are processed from now on. Members choose for themselves under Image settings." | "适用于今后处理的照片。成员可以在图像设置中自行选择。",
        avif: "AVIF as well" | "同时制作 AVIF",
        largest: "Largest size that is shown" | "展示的最大尺寸",
        mark: "Watermark" | "水印",
        mark_text: "Text of the watermark" | "水印文字",
        position: "Where it lies" | "位置",
        opacity: "Opacity in percent" | "不透明度（百分比）",
        scale: "Width in percent of the photo's" | "宽度（占照片的百分比）",
        tiled: "Repeat it all over the photo" | "铺满整张照片",
        plan: "The plan" | "免费配额",
        plan_hint: "How much of a quota may be used before admins are warned, and before the site does without something: no photos are taken, pages are kept longer. From 50 to 97, since what is not counted yet has to fit above." | "配额用到多少时提醒管理员，以及用到多少时网站停用部分功能：不接收照片，页面保留更久。范围为 50 到 97，需为尚未统计的用量留出余地。",
        warn: "Warn from percent" | "提醒（百分比）",
        act: "Do without from percent" | "停用（百分比）",
        flags: "Features" | "功能",
        flags_hint: "How many of a hundred members have each: always the same ones, chosen by a hash of their id. Whoever is not signed in has it at 100 only, since their pages are kept and shown to many." | "每一百名成员中有多少人启用：按其编号的哈希选定，始终是同一批人。未登录的访客共用缓存页面，因此只在 100 时启用。",
        prefetch: "Fetch pages ahead, percent of viewers" | "预取页面（访客百分比）",
        show_avif: "Show AVIF, percent of viewers" | "显示 AVIF（访客百分比）",
        history: "What was changed" | "更改记录",
        history_hint: "The last 30 changes, the newest first." | "最近 30 次更改，最新的在最前。",
        no_history: "Nothing yet: everything is as usual." | "尚无更改，一切均为默认。",
        version: "Version {n}, {time}" | "版本 {n}，{time}",
        by: "by @{handle}" | "更改者：@{handle}",
        by_nobody: "by somebody whose account is gone" | "更改者的账号已删除",
        from_to: "{field}: {before} → {after}" | "{field}：{before} → {after}",
        earliest: "Nobody knows any more what was before." | "更早的设置已不再保留。",
        nothing: "nothing" | "无",
        yes: "yes" | "是",
        no: "no" | "否",
        holds_now: "This is what holds." | "当前生效。",
        restore: "Back to this version" | "恢复到此版本",
        restore_named: "Back to version {n}" | "恢复到版本 {n}",
        refused: "{field}: {problem}" | "{field}：{problem}",
        choice: "this choice is not offered. Please choose again." | "没有这个选项，请重新选择。",
        name_length: "please give a name of 1 to 40 characters." | "请填写 1 到 40 个字符的名称。",
        number: "please give a whole number from {least} to {most}." | "请填写 {least} 到 {most} 之间的整数。",
        order: "it must be above the mark at which admins are warned." | "必须高于提醒管理员的百分比。",
    }
}

impl SetUp {
    /// A field's label.
    pub(crate) const fn field(&self, field: Field) -> &'static str {
        match field {
            Field::Name => self.name,
            Field::SignUp => self.sign_up,
            Field::Visibility => self.visibility,
            Field::Licence => self.licence,
            Field::Avif => self.avif,
            Field::Largest => self.largest,
            Field::Mark => self.mark,
            Field::MarkText => self.mark_text,
            Field::Position => self.position,
            Field::Opacity => self.opacity,
            Field::Scale => self.scale,
            Field::Tiled => self.tiled,
            Field::Warn => self.warn,
            Field::Act => self.act,
            Field::Flag(Flag::Prefetch) => self.prefetch,
            Field::Flag(Flag::Avif) => self.show_avif,
        }
    }

    /// Who can make an account, to choose from.
    pub(crate) const fn mode(&self, mode: SignUpMode) -> &'static str {
        match mode {
            SignUpMode::Open => self.sign_up_open,
            SignUpMode::Invitation => self.sign_up_invitation,
            SignUpMode::Closed => self.sign_up_closed,
        }
    }
}
