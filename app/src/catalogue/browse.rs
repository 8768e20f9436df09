//! What the islands of pages that are looked at say: endless scrolling, the lightbox, sharing.

island_words! {
    /// What endless scrolling says.
    GalleryWords in "gallery" {
        added_one: "{n} more photo" | "又加载了 {n} 张照片",
        added_many: "{n} more photos" | "又加载了 {n} 张照片",
        end: "You have seen them all." | "已经看完全部照片。",
        failed: "More photos could not be loaded. Check the connection." | "没能加载更多照片，请检查网络。",
    }
}

island_words! {
    /// What the lightbox says.
    LightboxWords in "lightbox" {
        name: "Photo viewer" | "照片浏览器",
        close: "Close" | "关闭",
        previous: "Previous photo" | "上一张",
        next: "Next photo" | "下一张",
        zoom: "Zoom" | "缩放",
        details: "Details" | "详情",
        full_screen: "Full screen" | "全屏",
        play: "Play slideshow" | "播放幻灯片",
        pause: "Pause slideshow" | "暂停幻灯片",
        share: "Share" | "分享",
        keyboard: "Keyboard shortcuts" | "键盘快捷键",
        key_space: "Space" | "空格",
        key_escape: "Esc" | "Esc",
        loading: "Loading…" | "加载中……",
        photo_failed: "This photo could not be loaded." | "这张照片没能加载。",
        details_failed: "The details could not be loaded." | "详情没能加载。",
        try_again: "Try again" | "重试",
        open_page: "Open the page" | "打开照片页面",
    }
}

island_words! {
    /// What sharing says.
    ShareWords in "share" {
        copied: "Link copied" | "链接已复制",
        not_copied: "The link could not be copied. It is in the address bar." | "没能复制链接，可从地址栏复制。",
    }
}
