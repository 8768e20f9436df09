//! What feeds say.

words! {
    /// What feeds say.
    Sharing {
        newest: "Newest photos on {site}" | "{site} 上的最新照片",
        photos_by: "Photos by {name}" | "{name} 的照片",
        rights: "© {name}. {licence}" | "© {name}。{licence}",
    }
}
