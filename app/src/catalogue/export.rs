//! What the page of exports says.

words! {
    /// What the page of exports says.
    Export {
        title: "Export" | "导出",
        description: "Take everything of yours on {site} along, as one file." | "把你在 {site} 上的一切打包成一个文件带走。",
        heading: "Take everything along" | "带走你的一切",
        contains: "One zip file with your originals, and beside each everything this site knows of it: title, tags, licence, place, camera, share links. Besides them your profile, your settings, whom you have blocked, and where you are signed in." | "一个 zip 文件，包含你的全部原图；每张照片旁附有网站所知的一切：标题、标签、许可、地点、相机、分享链接。此外还有你的个人资料、设置、屏蔽名单和登录的设备。",
        not_in_it: "Passwords, keys and tokens are not in it." | "其中不含密码、密钥和令牌。",
        takes: "It is put together while you do something else: you can leave this page. Then you can download it for 24 hours, and whoever finds its address cannot." | "打包在后台进行，你可以离开此页。完成后 24 小时内可以下载；别人即使得到地址也无法下载。",
        begin: "Put it together" | "开始打包",
        under_way: "Your export is being put together" | "正在打包",
        collecting_one: "{n} photo found so far" | "目前找到 {n} 张照片",
        collecting_many: "{n} photos found so far" | "目前找到 {n} 张照片",
        summing_one: "Computing checksums of {n} photo" | "正在计算 {n} 张照片的校验值",
        summing_many: "Computing checksums of {n} photos" | "正在计算 {n} 张照片的校验值",
        packing: "{done} of {all} packed" | "已打包 {done}，共 {all}",
        progress: "Progress of the export" | "导出进度",
        look_again: "See how far it is" | "查看进度",
        ready: "Your export is ready" | "导出已完成",
        download: "Download ({size})" | "下载（{size}）",
        until: "It can be downloaded until" | "可下载至",
        then_gone: "Then it is deleted. A download that breaks off can be resumed." | "之后将被删除。中断的下载可以继续。",
        failed: "Your export did not work" | "导出未成功",
        failed_changed: "Photos were deleted again and again while they were packed. Please try again once you have finished." | "打包过程中照片一再被删除，请在整理完成后重试。",
        failed_broken: "Something went wrong on our side, again and again. Your photos are safe. Please try again later." | "我们这边一再出错。你的照片很安全，请稍后重试。",
        remove: "Delete this export" | "删除此导出",
        stop: "Stop" | "停止",
        remove_first: "Delete it to begin another one." | "删除后才能开始新的导出。",
        before_leaving: "Take your photos with you first" | "先带走你的照片",
    }
}
