//! What a photo's page says.

words! {
    /// What a photo's page says.
    Photo {
        untitled: "Untitled" | "无题",
        photo_by: "Photo by {name}" | "{name} 的照片",
        description: "A photograph by {name} on {site}." | "{name} 发布在{site}上的照片。",
        description_titled: "“{title}”, a photograph by {name} on {site}." | "《{title}》，{name} 发布在{site}上的照片。",
        arriving: "The original is still on its way." | "原图仍在传输中。",
        preview: "This is a preview." | "这是预览图。",
        by_itself: "The finished photo takes its place by itself." | "处理完成后会自动替换。",
        look_again: "See whether it is ready" | "查看是否已完成",
        processed: "Processing has ended." | "处理已结束。",
        show_now: "Show the photo as it is now" | "显示照片的当前状态",
        enlarge: "View the photo large" | "放大查看照片",
        share: "Share" | "分享",
        facts: "Camera, dates and licence" | "相机、日期与许可",
        focal_length: "Focal length" | "焦距",
        aperture: "Aperture" | "光圈",
        exposure_time: "Exposure" | "快门",
        sensitivity: "ISO" | "感光度",
        colours: "Colours" | "色彩",
        download: "Download" | "下载",
        licence: "Licence" | "许可",
        all_rights_reserved: "All rights reserved" | "保留所有权利",
        public_domain: "Public domain" | "公有领域",
        tags: "Tags" | "标签",
        tags_hint: "Up to 20, with commas between them." | "最多 20 个，用逗号分隔。",
        words: "Description" | "描述",
        alt: "What is in the picture?" | "画面里有什么？",
        alt_hint: "People who cannot see it will read this." | "看不见画面的人会读到这段文字。",
        taken: "Taken" | "拍摄于",
        camera: "Camera" | "相机",
        lens: "Lens" | "镜头",
        size: "Size" | "尺寸",
        pixels: "{width} × {height} pixels" | "{width} × {height} 像素",
        uploaded: "Uploaded" | "上传于",
        place: "Place" | "地点",
        place_is: "{latitude}, {longitude}" | "{latitude}，{longitude}",
        altitude: "{n} m above the sea" | "海拔 {n} 米",
        only_you: "Only you can see this." | "只有你能看到。",
        place_shown: "Whoever may see this photo sees this too." | "能看到这张照片的人也能看到这一项。",
        place_choice: "Where it was taken" | "拍摄地点",
        place_as_account: "As in your privacy settings" | "按你的隐私设置",
        place_show: "Show it to whoever may see the photo" | "显示给能看到照片的人",
        place_hide: "Hide it from everybody but you" | "对你以外的所有人隐藏",
        downloads: "Original for others" | "向他人提供原图",
        download_as_account: "As in your privacy settings" | "按你的隐私设置",
        download_off: "Nobody but you may download it" | "只有你能下载",
        download_bare: "Offer it without its metadata" | "提供不含元数据的原图",
        download_whole: "Offer it as you uploaded it" | "按你上传的样子提供",
        download_hint: "Without its metadata it is the same picture, to the last pixel, with its colour profile. As you uploaded it, it carries everything that the camera wrote into it: where the photo was taken too, whatever you chose about that." | "不含元数据的原图画面完全相同，每个像素不变，并保留色彩配置文件。按你上传的样子提供时，它带有相机写入的一切，包括拍摄地点，无论你对地点作了什么选择。",
        bare_impossible: "In this file, metadata cannot be told apart from the picture for certain. So the file cannot be offered without it." | "无法在这个文件中准确区分元数据与画面，因此不能提供不含元数据的原图。",
        bare_unknown: "This photo was made before originals could be offered without their metadata. Make it again in your image settings, and it can be." | "这张照片处理时还不能提供不含元数据的原图。在图像设置中重新制作后即可提供。",
        saved: "A copy that looks the same is kept: {kept} instead of {of}, {saved} less." | "保留的是看起来相同的副本：由 {of} 减至 {kept}，节省 {saved}。",
        seen_by: "Seen by" | "可见范围",
        your_photo: "Your photo" | "你的照片",
        try_again: "Try again" | "重试",
        original: "Original" | "原图",
        edit: "Edit" | "编辑",
        title: "Title" | "标题",
        save: "Save" | "保存",
        delete: "Delete" | "删除",
        delete_text: "The photo and its original go for good. There is no way back." | "照片和原图将被永久删除，无法恢复。",
        delete_button: "Delete this photo" | "删除这张照片",
    }
}

impl Photo {
    /// What an owner chooses about a photo's place.
    pub(crate) const fn place_choice(&self, choice: domain::place::PlaceChoice) -> &'static str {
        use domain::place::PlaceChoice;
        match choice {
            PlaceChoice::Account => self.place_as_account,
            PlaceChoice::Show => self.place_show,
            PlaceChoice::Hide => self.place_hide,
        }
    }

    /// What an owner chooses about downloads of a photo.
    pub(crate) const fn download_choice(&self, choice: domain::download::DownloadChoice) -> &'static str {
        use domain::download::DownloadChoice;
        match choice {
            DownloadChoice::Account => self.download_as_account,
            DownloadChoice::Off => self.download_off,
            DownloadChoice::Bare => self.download_bare,
            DownloadChoice::Whole => self.download_whole,
        }
    }
}
