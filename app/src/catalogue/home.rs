//! What the home page says.

words! {
    /// What the home page says.
    Home {
        heading: "Newest photos" | "最新照片",
        description: "The newest photographs on {site}, in their own proportions and colours." | "{site}上的最新照片，保持原有的比例与色彩。",
        no_older: "No older photos" | "没有更早的照片了",
        no_older_text: "You have reached the first light." | "你已来到第一缕光。",
        empty: "No photos yet" | "还没有照片",
        empty_text: "This wall is waiting for its first photograph. It could be yours." | "这面墙正等着第一张照片，也许就是你的。",
        empty_upload: "Upload a photo" | "上传一张照片",
    }
}
