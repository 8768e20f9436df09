//! What the upload page says before its island is awake, and without scripts.

words! {
    /// What the upload page says.
    Upload {
        title: "Upload" | "上传",
        description: "Upload photographs to {site}." | "把照片上传到{site}。",
        sign_in_first: "Sign in to upload" | "登录后上传",
        sign_in_text: "Photographs belong to somebody." | "照片总有主人。",
        make_account_text: "An account takes a name, a handle, an e-mail address, and a password or a passkey." | "注册账号需要名字、用户名、电子邮箱，以及密码或通行密钥。",
        paused: "No uploads just now" | "暂停上传",
        make_account: "Make an account" | "注册账号",
        heading: "Upload photos" | "上传照片",
        choose: "Choose photos" | "选择照片",
        or_drop: "or drop them here" | "或拖放到这里",
        limits: "JPEG, PNG, WebP, AVIF or GIF, up to 50 MB and 100 megapixels each. Others learn where a photo was taken only if you choose so." | "支持 JPEG、PNG、WebP、AVIF 或 GIF，每张最大 50 MB、1 亿像素。只有在你选择后，他人才能知道拍摄地点。",
        choose_folder: "Choose a folder" | "选择文件夹",
        paste: "Images can be pasted as well." | "也可以直接粘贴图片。",
        for_all: "For all photos" | "适用于所有照片",
        for_all_hint: "What you set here goes with every photo that you add afterwards. Each can still be changed." | "这里的设置会用于之后添加的每张照片，每张仍可单独修改。",
        late: "Thumbnails are late at the moment: the machine that makes them does not answer. Your photos are safe, and will be finished by themselves." | "缩略图目前会有延迟：负责制作的机器没有响应。你的照片很安全，稍后会自动完成。",
        more: "More about this photo" | "更多信息",
        send: "Upload" | "上传",
    }
}
