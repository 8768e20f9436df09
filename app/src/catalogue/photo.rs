//! What a photo's page says.

words! {
    /// What a photo's page says.
    Photo {
        untitled: "Untitled" | "无题",
        photo_by: "Photo by {name}" | "{name} 的照片",
        description: "A photograph by {name} on Heliograph." | "{name} 发布在Heliograph上的照片。",
        description_titled: "“{title}”, a photograph by {name} on Heliograph." | "《{title}》，{name} 发布在Heliograph上的照片。",
        arriving: "The original is still on its way." | "原图仍在传输中。",
        preview: "This is a preview. The finished photo takes its place by itself." | "这是预览图，处理完成后会自动替换。",
        taken: "Taken" | "拍摄于",
        camera: "Camera" | "相机",
        lens: "Lens" | "镜头",
        size: "Size" | "尺寸",
        pixels: "{width} × {height} pixels" | "{width} × {height} 像素",
        uploaded: "Uploaded" | "上传于",
        seen_by: "Seen by" | "可见范围",
        your_photo: "Your photo" | "你的照片",
        try_again: "Try again" | "重试",
        original: "Download the original" | "下载原图",
        edit: "Edit" | "编辑",
        title: "Title" | "标题",
        save: "Save" | "保存",
        delete: "Delete" | "删除",
        delete_text: "The photo and its original go for good. There is no way back." | "照片和原图将被永久删除，无法恢复。",
        delete_button: "Delete this photo" | "删除这张照片",
    }
}
