//! What the islands of forms say: signing in and up, uploading, and what any of them says of the connection.

use domain::account::AccountError;

island_words! {
    /// What any island says when the site does not answer as it should.
    ConnectionWords in "connection" {
        lost: "The connection was lost. Check it, then try again." | "连接中断了。请检查网络后重试。",
        status: "The site answered with status {n}. Please try again." | "网站返回了状态 {n}，请重试。",
    }
}

island_words! {
    /// What signing in and signing up says.
    AccountWords in "account" {
        stretching: "Preparing your password on this device…" | "正在这台设备上准备密码……",
        asking: "Asking the site…" | "正在询问网站……",
        no_stretch: "Your browser could not prepare the password. Please reload the page and try again." | "浏览器无法准备密码，请刷新页面后重试。",
        passkey: "Your browser is asking for a passkey…" | "浏览器正在请求通行密钥……",
        passkey_declined: "No passkey was used. Try again when you like." | "没有使用通行密钥，可随时重试。",
        passkey_known: "This device has a passkey of this account already." | "这台设备上已有该账号的通行密钥。",
        passkey_unable: "Your browser cannot use a passkey here." | "浏览器无法在这里使用通行密钥。",
        no_code: "A recovery code has 16 letters and digits." | "恢复码由 16 个字母和数字组成。",
        no_password: "Please type your password." | "请输入密码。",
        short_password: "A password has at least {n} characters." | "密码至少需要 {n} 个字符。",
        email: "This does not look like an e-mail address." | "这看起来不像电子邮箱地址。",
        handle: "A handle has 3 to 30 letters, digits or underscores, and begins with a letter." | "用户名由 3 到 30 个字母、数字或下划线组成，并以字母开头。",
        reserved_handle: "This handle is reserved. Please choose another." | "这个用户名是保留的，请换一个。",
        name: "Please give a name of 1 to 60 characters." | "请填写 1 到 60 个字符的名字。",
        password: "The password arrived in a form that cannot be used. Please reload the page and try again." | "收到的密码格式无法使用，请刷新页面后重试。",
    }
}

island_words! {
    /// What the uploader says.
    UploadWords in "upload" {
        waiting: "Waiting for its turn" | "等待上传",
        preparing: "Preparing" | "准备中",
        sending: "Sending, {n} %" | "上传中，{n}%",
        queued: "Stored, waiting to be processed" | "已保存，等待处理",
        processing: "Processing" | "处理中",
        ready: "Ready" | "完成",
        failed: "Failed" | "失败",
        duplicate: "You already have this photo" | "你已经有这张照片了",
        duplicate_failed: "You already have this photo, but it could not be processed. Open it to try again." | "你已经有这张照片了，但它未能处理成功。打开它可以重试。",
        patience: "Waiting for the image service. Your photo is safe." | "正在等待图像服务，你的照片很安全。",
        not_processed: "It could not be processed." | "无法处理。",
        deleted: "This photo has been deleted." | "这张照片已被删除。",
        unreadable: "This file can no longer be read. Please choose it again." | "无法再读取这个文件，请重新选择。",
        empty: "This file is empty." | "这个文件是空的。",
        too_large: "This file is larger than 50 MB, the most Heliograph takes." | "这个文件超过了 50 MB 的上限。",
        too_many_pixels: "This photo has more than 100 megapixels, the most Heliograph takes." | "这张照片超过了 1 亿像素的上限。",
        wrong_type: "Heliograph takes JPEG, PNG, WebP, AVIF and GIF photos." | "Heliograph 支持 JPEG、PNG、WebP、AVIF 和 GIF 照片。",
        open: "Open" | "打开",
        open_named: "Open {name}" | "打开 {name}",
        retry: "Retry" | "重试",
        retry_named: "Retry {name}" | "重试 {name}",
        cancel: "Cancel" | "取消",
        cancel_named: "Cancel {name}" | "取消 {name}",
        remove: "Remove" | "移除",
        remove_named: "Remove {name} from the list" | "从列表中移除 {name}",
        choose_named: "Select {name}" | "选中 {name}",
        details_of: "About {name}" | "关于 {name}",
        saving: "Saving…" | "正在保存……",
        saved: "Saved" | "已保存",
        unsaved: "Not saved: {why}" | "未保存：{why}",
        save_again: "Save again" | "重新保存",
        held: "You had this photo before, so what you wrote here is not saved." | "这张照片之前就有了，所以这里填写的内容没有保存。",
        save_held: "Save it to that photo" | "保存到那张照片",
        overview: "Your uploads" | "你的上传",
        all_uploads: "All uploads" | "全部上传",
        totals: "{arrived} of {photos} sent, {sent} of {bytes}" | "已上传 {arrived}/{photos} 张，{sent} / {bytes}",
        left_under_a_minute: "less than a minute left" | "剩余不到一分钟",
        left_one: "about {n} minute left" | "大约还需 {n} 分钟",
        left_many: "about {n} minutes left" | "大约还需 {n} 分钟",
        left_out_one: "{n} file was left out: it is no photo that Heliograph takes." | "跳过了 {n} 个文件：不是 Heliograph 支持的照片。",
        left_out_many: "{n} files were left out: they are no photos that Heliograph takes." | "跳过了 {n} 个文件：不是 Heliograph 支持的照片。",
        offline: "You are offline. Sending goes on by itself when the connection is back." | "你处于离线状态。网络恢复后会自动继续上传。",
        signed_out: "You are no longer signed in. Sign in in a new tab, then go on here: nothing is lost." | "你的登录已失效。请在新标签页中登录，再回到这里继续，内容不会丢失。",
        too_often: "That was a lot at once. Sending goes on by itself in {n} seconds." | "一次上传太多了，{n} 秒后会自动继续。",
        sign_in: "Sign in" | "登录",
        go_on: "Go on sending" | "继续上传",
        all_stored: "All photos have arrived. You can leave this page: the rest happens by itself." | "所有照片都已上传。你可以离开此页面，其余的会自动完成。",
        all_done: "All done." | "全部完成。",
        see_photos: "See your photos" | "查看你的照片",
        upload_more: "Upload more" | "继续添加照片",
        tools: "For many photos at once" | "批量操作",
        apply_all: "Apply to all" | "应用到全部",
        apply_one: "Apply to the {n} selected" | "应用到选中的 {n} 张",
        apply_many: "Apply to the {n} selected" | "应用到选中的 {n} 张",
        apply_hint: "Applied is what is set above for all photos. Tags are added to those a photo has; an empty description changes nothing." | "应用的是上方为所有照片设置的内容。标签会追加到照片已有的标签之后；描述留空则不改动。",
        name_files: "Titles from file names" | "用文件名作标题",
        choose_all: "Select all" | "全选",
        choose_none: "Select none" | "取消选择",
        remove_chosen: "Remove selected" | "移除选中的",
        retry_all: "Retry all {n} that failed" | "重试失败的 {n} 张",
        sending_named: "Sending {name}" | "正在上传 {name}",
        photos_one: "{n} photo" | "{n} 张照片",
        photos_many: "{n} photos" | "{n} 张照片",
        count_ready: "{n} ready" | "{n} 张完成",
        count_processing: "{n} being processed" | "{n} 张处理中",
        count_duplicate: "{n} here already" | "{n} 张已存在",
        count_failed: "{n} failed" | "{n} 张失败",
        count_unsaved: "the texts of {n} not saved" | "{n} 张的文字未保存",
        colon: ": " | "：",
        comma: ", " | "，",
        stop: "." | "。",
    }
}

impl AccountWords {
    /// What is wrong with something in a sign-up form.
    pub(crate) const fn refusal(&self, error: AccountError) -> &'static str {
        match error {
            AccountError::Email => self.email,
            AccountError::Handle => self.handle,
            AccountError::ReservedHandle => self.reserved_handle,
            AccountError::Name => self.name,
            AccountError::Password => self.password,
        }
    }
}
