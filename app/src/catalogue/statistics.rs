//! What is said of how the site does.

use service::health::Part;

words! {
    /// What is said of how the site does.
    Statistics {
        title: "Statistics" | "统计",
        description: "How this site does: uploads, views, jobs, and how fast its parts answer." | "本站的运行情况：上传、浏览、任务，以及各部分的响应速度。",
        uploads: "Uploads" | "上传",
        views: "Views of photos" | "照片浏览",
        views_text: "Each bar is a day, today on the right. Views are those of photos' pages by others than their owners, counted without cookies and without keeping anything of who looked; on a busy day one in many is counted, for as many." | "每个柱代表一天，最右为今天。浏览指照片主人以外的访客打开照片页面，统计不使用Cookie，也不记录浏览者；繁忙时按比例抽样计数。",
        sign_ups: "New people" | "新用户",
        days_table: "The last 30 days as a table" | "最近 30 天的表格",
        stock: "What there is" | "现有内容",
        counted: "The last count ended on {day}: it goes on with some rows each hour." | "最近一次统计完成于 {day}，每小时继续统计一部分。",
        not_counted: "Nothing has been counted yet: the hourly work does that." | "尚未统计：由每小时任务完成。",
        what: "What" | "项目",
        how_many: "How many" | "数量",
        waits: "The oldest waiting job could have begun {time} ago." | "等待最久的任务本可在 {time}前开始。",
        nothing_waits: "No job waits." | "没有等待中的任务。",
        minutes: "{m} min" | "{m} 分钟",
        hours: "{h} h {m} min" | "{h} 小时 {m} 分钟",
        days: "{d} d {h} h" | "{d} 天 {h} 小时",
        photos_public: "Photos that everybody sees" | "所有人可见的照片",
        photos_ready: "Other photos that are ready" | "其他已就绪的照片",
        photos_uploading: "Photos that are arriving" | "正在上传的照片",
        photos_queued: "Photos that wait for the image service" | "等待图像服务的照片",
        photos_processing: "Photos that are being processed" | "正在处理的照片",
        photos_failed: "Photos that failed" | "处理失败的照片",
        photos_deleted: "Photos that were deleted, and not yet removed" | "已删除、尚未清除的照片",
        jobs_queued: "Jobs that wait" | "等待中的任务",
        jobs_running: "Jobs under way" | "进行中的任务",
        jobs_done: "Jobs that are done" | "已完成的任务",
        jobs_failed: "Jobs that failed" | "失败的任务",
        people_here: "People" | "用户",
        people_hidden: "People who are suspended or leaving" | "已停用或正在注销的用户",
        latencies: "How fast the parts answer" | "各部分的响应速度",
        latencies_text: "Each part is asked once an hour. Bars are a day's average." | "每小时询问各部分一次；柱为当天平均值。",
        latencies_table: "How fast the parts answered, as a table" | "各部分响应速度的表格",
        database: "Database (D1)" | "数据库（D1）",
        storage: "Storage (R2)" | "存储（R2）",
        kv: "Key-value store (KV)" | "键值存储（KV）",
        images: "Image service" | "图像服务",
        millis: "{n} ms" | "{n} 毫秒",
        mean_and_most: "{mean} ms, at most {most} ms" | "{mean} 毫秒，最长 {most} 毫秒",
        silent: "silent: {n}" | "未响应：{n}",
        runs: "Runs of the hourly work" | "每小时任务的运行记录",
        runs_text: "Those of a day, in the words of the log." | "一天之内的记录，用词与日志一致。",
        no_runs: "There was none yet." | "尚无记录。",
        began: "Began" | "开始",
        took: "Took" | "用时",
        done: "What was done" | "完成的工作",
        nothing_done: "There was nothing to do." | "无事可做。",
        died: "It did not end" | "未结束",
        failed: "Failed" | "失败",
    }
}

impl Statistics {
    /// What a part is called.
    pub(crate) const fn part(&self, part: Part) -> &'static str {
        match part {
            Part::Database => self.database,
            Part::Storage => self.storage,
            Part::Kv => self.kv,
            Part::Images => self.images,
        }
    }

    /// What is counted, by the names that counts have, in the order in which it is told.
    pub(crate) const fn kinds(&self) -> [(&'static str, &'static str); 13] {
        [
            ("photos.public", self.photos_public),
            ("photos.ready", self.photos_ready),
            ("photos.uploading", self.photos_uploading),
            ("photos.queued", self.photos_queued),
            ("photos.processing", self.photos_processing),
            ("photos.failed", self.photos_failed),
            ("photos.deleted", self.photos_deleted),
            ("jobs.queued", self.jobs_queued),
            ("jobs.running", self.jobs_running),
            ("jobs.done", self.jobs_done),
            ("jobs.failed", self.jobs_failed),
            ("users.here", self.people_here),
            ("users.hidden", self.people_hidden),
        ]
    }
}
