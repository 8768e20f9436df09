//! What the page of privacy settings says, and what the page says that tells what is stored, around its list.

words! {
    /// What the page of privacy settings says.
    PrivacySettings {
        title: "Privacy settings" | "隐私设置",
        description: "What {site} shows of your photos to others." | "{site} 向他人展示你照片的哪些信息。",
        heading: "Privacy settings" | "隐私设置",
        saved: "Saved." | "已保存。",
        show_place: "Show where my photos were taken" | "显示我的照片的拍摄地点",
        show_place_hint: "Whoever may see a photo then sees on its page where it was taken, if the camera recorded it. You can choose otherwise for each photo. Until you tick this, only you see it." | "勾选后，能看到照片的人可以在照片页面上看到相机记录的拍摄地点。你也可以为每张照片单独选择。不勾选则只有你能看到。",
        downloads: "Originals for others" | "向他人提供原图",
        download_off: "Nobody but me may download them" | "只有我能下载",
        download_bare: "Offer them without their metadata" | "提供不含元数据的原图",
        download_whole: "Offer them as I uploaded them" | "按我上传的样子提供",
        downloads_hint: "What whoever may see a photo may download of it, besides the sizes that are made for showing it. Without its metadata it is the same picture, to the last pixel, with its colour profile, and nothing that camera or programs wrote besides. As you uploaded it, it carries all of that: where the photo was taken, when and with which camera, serial numbers and names. You can choose otherwise for each photo." | "除了用于展示的尺寸之外，能看到照片的人还可以下载什么。不含元数据的原图画面完全相同，每个像素不变，保留色彩配置文件，但不含相机或程序写入的任何其他内容。按你上传的样子提供时则全部包含：拍摄地点、时间、相机、序列号和姓名。你也可以为每张照片单独选择。",
        save: "Save" | "保存",
        stored: "What this site stores about you" | "本站保存了你的哪些信息",
        leave: "Delete your account" | "删除你的账号",
    }
}

impl PrivacySettings {
    /// What a member offers of all their photos.
    pub(crate) const fn offer(&self, offer: domain::download::Offer) -> &'static str {
        use domain::download::Offer;
        match offer {
            Offer::Off => self.download_off,
            Offer::Bare => self.download_bare,
            Offer::Whole => self.download_whole,
        }
    }
}

words! {
    /// What the page says that tells what is stored, around its list.
    Privacy {
        title: "Privacy" | "隐私",
        description: "What {site} stores about people, what for, for how long, and who sees it." | "{site} 保存哪些个人信息、用途、保存期限，以及谁能看到。",
        heading: "What this site stores about you" | "本站保存了你的哪些信息",
        intro: "Everything that is in the database is in this list, to the last column: a test of the site fails as long as something is stored that is not written here." | "数据库中的所有内容都列在这里，细至每一列：只要有任何保存的内容未写在这里，网站的测试就无法通过。",
        what: "What" | "内容",
        why: "What for" | "用途",
        kept: "For how long" | "保存期限",
        seen: "Who sees it" | "谁能看到",
        columns: "In the database" | "数据库中的位置",
        files_heading: "Files" | "文件",
        files: "The original of each photo is stored as you sent it, with everything that your camera wrote into it. Only you can fetch it, unless you offer it to others: as it is, or without its metadata. Smaller copies are made for showing it, and nothing of that is in them. They go with the photo." | "每张照片的原图按你上传的样子保存，包含相机写入的全部信息，只有你能下载，除非你选择向他人提供：原样提供，或不含元数据。用于展示的较小副本不含这些信息。删除照片时，它们一并删除。",
        browser_heading: "In your browser" | "在你的浏览器中",
        browser: "One cookie keeps you signed in, for 30 days after you were last here. Two others keep the language and the appearance you chose, for a year. The others are short and go to one page each: that a share link has let you in is kept for an hour; what is shown to you once, which is new recovery codes, a token, an invitation or a share link, for a minute at most. No cookie is there to count or to follow anybody." | "一个 Cookie 让你保持登录，在最后一次使用后保留 30 天。另外两个记住你选择的语言和外观，保留一年。其余的都很短暂，且各自只发送给一个页面：分享链接的通行凭证保留一小时；只显示一次的内容（新的恢复码、令牌、邀请或分享链接）最多保留一分钟。没有任何 Cookie 用于统计或跟踪访客。",
        network_heading: "Where you come from" | "你的来源",
        network: "Your network address is not in the database. It is counted for a minute when you sign in or sign up, when you give a share link's password, and when you ask whether every part of the site answers, so that nobody can try passwords or ask without end. The company that runs the site's machines, Cloudflare, handles every request and keeps logs of them for some days." | "数据库中没有你的网络地址。登录或注册、输入分享链接的密码，以及查询网站各部分是否正常时，它会被计数一分钟，以防有人无休止地尝试密码或查询。提供服务器的公司 Cloudflare 处理每个请求，并保留数日的日志。",
        caches_heading: "Caches" | "缓存",
        caches: "The home page as strangers see it is kept for a short time. The numbers of sessions that were signed out are kept for an hour. Whoever looked at a public photo may have its copies in their browser for up to a year." | "访客看到的首页会短暂缓存。已退出的会话编号保留一小时。看过公开照片的人，其浏览器可能将副本保留长达一年。",
        backups_heading: "Backups" | "备份",
        backups: "Once a day the database, without the photos themselves and without who is signed in, is copied to the same storage, so that nothing is lost with it. Seven copies of the last days and four of earlier weeks are kept, none for longer than 35 days unless no newer one could be made. What you delete is in them until then, and nobody looks at them but to put back a database that is lost." | "数据库（不含照片文件和登录状态）每天复制一次到同一存储中，以免丢失。保留最近七天的每日副本和更早四周的每周副本，除非无法生成更新的副本，最长不超过 35 天。你删除的内容在此之前仍在副本中；除恢复丢失的数据库外，没有人会查看它们。",
        others_heading: "Nobody else" | "没有其他人",
        others: "No page asks anything of another site. There are no advertisements, no statistics about visitors, and nothing is sold or given away. Whoever runs this site can read what is stored, except your password, which never arrives here." | "所有页面都不会向其他网站发送请求。没有广告，没有访客统计，也不会出售或提供任何数据。网站运营者可以读取保存的内容，但你的密码除外，它从未到达这里。",
        settings: "Choose what others see" | "选择他人能看到什么",
        leave: "Delete your account" | "删除你的账号",
    }
}
