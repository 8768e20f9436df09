//! What the home page says.

words! {
    /// What the home page says.
    Home {
        heading: "Newest photos" | "最新照片",
        description: "The newest photographs on {site}, in their own proportions and colours." | "{site}上的最新照片，保持原有的比例与色彩。",
        orders: "Order of photos" | "照片排序",
        newest: "Newest" | "最新",
        popular: "Popular" | "热门",
        popular_heading: "Popular photos" | "热门照片",
        popular_description: "The photographs on {site} that are looked at most these days." | "{site}上近期浏览最多的照片。",
        unknown: "Which photos are popular is not known just now. These are the newest." | "暂时无法得知热门照片，以下为最新照片。",
        there_are: "Photos for everybody to see: {photos}. People: {people}." | "共有 {photos} 张公开照片，{people} 位用户。",
        no_older: "No older photos" | "没有更早的照片了",
        no_older_text: "You have reached the first light." | "你已来到第一缕光。",
        empty: "No photos yet" | "还没有照片",
        empty_text: "This wall is waiting for its first photograph. It could be yours." | "这面墙正等着第一张照片，也许就是你的。",
        empty_upload: "Upload a photo" | "上传一张照片",
    }
}
