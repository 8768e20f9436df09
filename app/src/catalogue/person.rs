//! What a person's page says.

words! {
    /// What a person's page says.
    Person {
        description: "Photographs by {name}." | "{name} 的摄影作品。",
        empty_own: "Your photos will hang here. Nobody has to see them before you like." | "你的照片会挂在这里。在你愿意之前，别人都看不到。",
        empty_own_upload: "Upload your first" | "上传第一张",
        empty_other: "{name} has nothing to show here just now." | "{name} 目前没有可展示的照片。",
    }
}
