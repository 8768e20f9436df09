//! What is said of the plan, of what is used of it, and of what that would cost.

use domain::plan::{Period, Resource};

words! {
    /// What is said of the plan and of what is used of it.
    Usage {
        title: "Usage" | "用量",
        description: "What of the free plan this site uses, and what comes of it." | "本站使用了多少免费配额，以及走势。",
        navigation: "Running the site" | "站点管理",
        nearly: "Part of the free plan is nearly used up." | "部分免费配额即将用完。",
        is_warned: "{what}: more than {n} % are used." | "{what}：已使用超过 {n}%。",
        is_reached: "{what}: the site does without some things rather than go over it." | "{what}：网站已停用部分功能，以免超出。",
        see: "See what is used" | "查看用量",
        paused_today: "Uploads pause until midnight (UTC)." | "上传暂停到午夜（UTC）。",
        paused_this_month: "Uploads pause until the next month begins." | "上传暂停到下个月开始。",
        paused_full: "Uploads pause until there is room: photos have to be deleted, or the limit raised (PLAN)." | "上传暂停，直到有空间：需要删除照片，或提高上限（PLAN）。",
        written: "Counted until {time} UTC, by all machines that have written down theirs. An evicted one may have taken up to a hundredth of a quota with it." | "统计截至 {time} UTC，为所有已记录的机器合计；被回收的机器可能带走至多百分之一的配额未计。",
        now: "Now" | "当前",
        what: "What" | "项目",
        used: "Used" | "已用",
        outlook: "At this pace" | "按此速度",
        of_day: "{used} of {limit} today ({percent} %)" | "今天 {used}，上限 {limit}（{percent}%）",
        of_month: "{used} of {limit} this month ({percent} %)" | "本月 {used}，上限 {limit}（{percent}%）",
        of_stock: "{used} of {limit} ({percent} %)" | "{used}，上限 {limit}（{percent}%）",
        in_month: "{used} this month" | "本月 {used}",
        on_day: "{used} today" | "今天 {used}",
        unknown: "too early to say" | "尚无法判断",
        over: "used up" | "已用完",
        lasts_day: "{percent} % at midnight" | "午夜时 {percent}%",
        lasts_month: "{percent} % at the end of the month" | "月底时 {percent}%",
        lasts_stock: "enough for years" | "可用多年",
        ends_day: "ends at {time} UTC" | "将于 {time} UTC 用完",
        ends_later: "ends on {day}" | "将于 {day} 用完",
        days: "The last 30 days" | "最近 30 天",
        days_text: "Each bar is a day, today on the right; the line is what is free. What counts by month is shown against a thirtieth of it." | "每个柱代表一天，最右为今天；横线为免费额度。按月计的项目以其三十分之一为准。",
        picture: "{what}: at most {most} on a day, {today} today" | "{what}：单日最多 {most}，今天 {today}",
        as_table: "As a table" | "以表格查看",
        day: "Day" | "日期",
        costs: "What it costs" | "费用",
        costs_text: "On the free plan nothing is ever billed but R2, and the site stops taking photos before that; reading files (class B) is never refused to visitors. This is what the month would cost if everything were allowed." | "免费计划只有 R2 可能收费，而网站会在此之前停止接收照片；访客读取文件（B 类）从不被拒绝。以下是不设限制时本月的费用。",
        by_now: "By now" | "目前",
        by_month_end: "At the end of the month, at this pace" | "按此速度到月底",
        paid_plan: "Workers Paid" | "Workers 付费计划",
        total: "Together" | "合计",
        plan: "The plan" | "计划",
        plan_text: "The limits that hold here. Each can be replaced in the var PLAN of wrangler.toml, by its name." | "本站适用的上限。可在 wrangler.toml 的变量 PLAN 中按名称替换。",
        name: "Name" | "名称",
        free: "Free" | "免费",
        here: "Here" | "本站",
        beyond: "Beyond" | "超出后",
        source: "Read where and when" | "出处与日期",
        price_times: "{micros} per {per}, after {included} a month" | "每 {per} {micros}，每月含 {included}",
        price_bytes: "{micros} per GB a month, after {included}" | "每 GB 每月 {micros}，含 {included}",
        a_day: "a day" | "每天",
        a_month: "a month" | "每月",
        always: "at any time" | "任何时候",
        requests: "Requests" | "请求",
        rows_read: "Rows read" | "读取行数",
        rows_written: "Rows written" | "写入行数",
        database_bytes: "Size of the database" | "数据库大小",
        kv_reads: "KV reads" | "KV 读取",
        kv_writes: "KV writes" | "KV 写入",
        kv_deletes: "KV deletes" | "KV 删除",
        kv_lists: "KV lists" | "KV 列表",
        class_a: "Files written (class A)" | "文件写入（A 类）",
        class_b: "Files read (class B)" | "文件读取（B 类）",
        stored_bytes: "Stored files" | "已存文件",
        queue_operations: "Queue operations" | "队列操作",
    }
}

impl Usage {
    /// What a resource is called.
    pub(crate) const fn resource(&self, resource: Resource) -> &'static str {
        match resource {
            Resource::Requests => self.requests,
            Resource::RowsRead => self.rows_read,
            Resource::RowsWritten => self.rows_written,
            Resource::DatabaseBytes => self.database_bytes,
            Resource::KvReads => self.kv_reads,
            Resource::KvWrites => self.kv_writes,
            Resource::KvDeletes => self.kv_deletes,
            Resource::KvLists => self.kv_lists,
            Resource::ClassA => self.class_a,
            Resource::ClassB => self.class_b,
            Resource::StoredBytes => self.stored_bytes,
            Resource::QueueOperations => self.queue_operations,
        }
    }

    /// So much of a limit, in its period.
    pub(crate) const fn used_of(&self, period: Period) -> &'static str {
        match period {
            Period::Day => self.of_day,
            Period::Month => self.of_month,
            Period::Stock => self.of_stock,
        }
    }

    /// A period's name.
    pub(crate) const fn period(&self, period: Period) -> &'static str {
        match period {
            Period::Day => self.a_day,
            Period::Month => self.a_month,
            Period::Stock => self.always,
        }
    }
}
