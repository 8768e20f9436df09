//! What the page of image settings says.

words! {
    /// What the page of image settings says.
    Settings {
        title: "Image settings" | "图像设置",
        description: "How {site} makes and keeps the files of your photos." | "{site} 如何制作和保存你的照片文件。",
        heading: "Image settings" | "图像设置",
        applies: "They apply to photos that are processed from now on." | "这些设置适用于今后处理的照片。",
        saved: "Saved." | "已保存。",
        files: "Files" | "文件",
        largest: "Largest size that is shown" | "展示的最大尺寸",
        pixels: "{n} pixels wide" | "宽 {n} 像素",
        avif: "AVIF as well" | "同时制作 AVIF",
        avif_hint: "Smaller files for browsers that show AVIF. Processing takes longer." | "为支持 AVIF 的浏览器提供更小的文件，处理时间会更长。",
        original: "The original" | "原图",
        keep: "Keep it as it is" | "原样保留",
        smaller: "Keep a smaller copy that looks the same" | "保留看起来相同的较小副本",
        original_hint: "The copy replaces the JPEG or PNG that you uploaded, for good. PNG loses nothing; of JPEG, nothing that can be seen. Unless a tenth is saved, the original stays." | "副本会永久取代你上传的 JPEG 或 PNG 文件。PNG 不会有任何损失，JPEG 看不出差别。如果节省不到十分之一，则保留原图。",
        credit: "Write your name, copyright and licence into the files" | "在文件中写入你的名字、版权与许可",
        credit_hint: "Whoever saves a photo can read there whose it is. Nothing else is written: no place, no camera." | "保存照片的人可以从中看到作者是谁。不会写入其他信息：没有地点，也没有相机。",
        watermark: "Watermark" | "水印",
        watermark_hint: "It lies on what everyone can see: the files of your public photos, never on the original." | "水印只加在所有人都能看到的公开照片文件上，绝不加在原图上。",
        mark: "What it is" | "类型",
        mark_none: "No watermark" | "无水印",
        mark_text: "A line of text" | "一行文字",
        mark_picture: "A picture" | "一张图片",
        text: "Text" | "文字",
        picture: "Picture" | "图片",
        picture_hint: "A PNG of up to 512 kB. What is transparent stays transparent." | "不超过 512 kB 的 PNG，透明部分保持透明。",
        picture_stored: "One of {size} is stored; another one takes its place." | "已保存一张 {size} 的图片，新图片会取代它。",
        position: "Where it lies" | "位置",
        centre: "In the middle" | "中央",
        top_left: "Top left" | "左上角",
        top_right: "Top right" | "右上角",
        bottom_left: "Bottom left" | "左下角",
        bottom_right: "Bottom right" | "右下角",
        opacity: "Opacity in percent" | "不透明度（百分比）",
        scale: "Width in percent of the photo's" | "宽度（占照片的百分比）",
        tiled: "Repeat it all over the photo" | "铺满整张照片",
        save: "Save" | "保存",
        apply_heading: "Photos you have already" | "已有的照片",
        earlier_one: "{n} photo was made with earlier settings, or by an earlier version of this site. It stays as it is until it is made again." | "有 {n} 张照片是按之前的设置或由本站的早期版本制作的，在重新制作之前保持不变。",
        earlier_many: "{n} photos were made with earlier settings, or by an earlier version of this site. They stay as they are until they are made again." | "有 {n} 张照片是按之前的设置或由本站的早期版本制作的，在重新制作之前保持不变。",
        earlier_most: "{n} photos or more were made with earlier settings, or by an earlier version of this site. They stay as they are until they are made again." | "有 {n} 张或更多照片是按之前的设置或由本站的早期版本制作的，在重新制作之前保持不变。",
        apply: "Make them again" | "重新制作",
        apply_hint: "The newest 500 at a time." | "每次处理最新的 500 张。",
    }
}

impl Settings {
    /// Where a mark lies.
    pub(crate) const fn position(&self, position: domain::watermark::Position) -> &'static str {
        use domain::watermark::Position;
        match position {
            Position::Centre => self.centre,
            Position::TopLeft => self.top_left,
            Position::TopRight => self.top_right,
            Position::BottomLeft => self.bottom_left,
            Position::BottomRight => self.bottom_right,
        }
    }

    /// What a mark is.
    pub(crate) const fn kind(&self, kind: domain::image_settings::MarkKind) -> &'static str {
        use domain::image_settings::MarkKind;
        match kind {
            MarkKind::None => self.mark_none,
            MarkKind::Text => self.mark_text,
            MarkKind::Picture => self.mark_picture,
        }
    }
}
