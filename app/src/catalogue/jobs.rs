//! What the page says of work that does not go on, of backups and of the audit.

use service::{jobs::List, sql::backups::State};

words! {
    /// What the page says of work that does not go on, of backups and of the audit.
    Jobs {
        title: "Jobs" | "任务",
        description: "Work that does not go on by itself, backups, and the audit of stored files." | "未能自行继续的工作、备份和已存文件的检查。",
        stuck: "Stuck" | "停滞",
        stuck_text: "Nobody works on these, although they are due. The next sweep brings them back, or this does, at once." | "这些任务已到期却无人处理。下一次清理会重新安排，也可以在此立即安排。",
        no_stuck: "Nothing is stuck." | "没有停滞的任务。",
        failed: "Failed" | "失败",
        failed_text: "These were given up. Their owners read why, and can retry as well." | "这些任务已放弃。所有者能看到原因，也可以自行重试。",
        no_failed: "Nothing has failed." | "没有失败的任务。",
        letters: "Dead letters" | "死信",
        letters_text: "Messages that the queue gave up on. Retrying one brings its photo back and forgets the message." | "队列放弃的消息。重试会重新安排其照片，并删除该消息。",
        no_letters: "There are none." | "没有死信。",
        of_owner: "by @{handle}" | "@{handle} 的照片",
        of_leaving: "by somebody who is leaving" | "所有者正在注销",
        tries: "Tries: {n}" | "尝试次数：{n}",
        due_since: "due since {time}" | "应于 {time} 开始",
        failed_at: "failed on {time}" | "失败于 {time}",
        given_up_at: "given up on {time}" | "放弃于 {time}",
        still_shown: "What was made before is shown still." | "之前生成的内容仍在展示。",
        cause: "Cause: {cause}" | "原因：{cause}",
        retry: "Retry" | "重试",
        retry_named: "Retry {id}" | "重试 {id}",
        retry_all: "Retry those that have waited longest" | "重试等待最久的任务",
        retry_all_named: "Retry those that have waited longest: {list}" | "重试等待最久的任务：{list}",
        forget: "Forget" | "删除",
        forget_named: "Forget {id}" | "删除 {id}",
        retried_none: "There was nothing to retry." | "没有可重试的内容。",
        retried_all: "{n} brought back. None are left." | "已重新安排 {n} 项，没有剩余。",
        retried_some: "{n} brought back. {left} are left." | "已重新安排 {n} 项，剩余 {left} 项。",
        retried_many: "{n} brought back. More than {left} are left." | "已重新安排 {n} 项，剩余超过 {left} 项。",
        first: "From the beginning" | "从头查看",
        more: "More" | "更多",
        backups: "Backups" | "备份",
        backups_text: "The database is copied into the private bucket once a day. The command “make restore” puts a copy back." | "数据库每天复制到私有存储桶一次。用 make restore 恢复。",
        no_backups: "There is none yet: the hourly cron begins one." | "尚无备份：每小时的定时任务会开始第一次。",
        begun: "Begun" | "开始时间",
        state: "State" | "状态",
        rows: "Rows" | "行数",
        size: "Size" | "大小",
        copying: "being made" | "进行中",
        listing: "complete within the hour" | "一小时内完成",
        complete: "complete" | "完成",
        leaving: "being removed" | "正在删除",
        audit: "Stored files" | "已存文件",
        audit_text: "Every hour some files are looked at, all of them within a month. Nothing is changed or removed." | "每小时检查一部分文件，一个月内检查完所有文件。不会更改或删除任何内容。",
        audit_never: "The first round has looked at {n} files." | "第一轮已检查 {n} 个文件。",
        audit_last: "The last round ended on {time} and looked at {n} files." | "上一轮于 {time} 结束，检查了 {n} 个文件。",
        no_findings: "Nothing is missing as far as is known." | "目前没有发现缺失的文件。",
        missing: "{object}: missing" | "{object}：缺失",
        other_size: "{object}: {found} bytes instead of {expected}" | "{object}：{found} 字节，应为 {expected} 字节",
    }
}

impl Jobs {
    /// What a list is called.
    pub(crate) const fn list(&self, list: List) -> &'static str {
        match list {
            List::Stuck => self.stuck,
            List::Failed => self.failed,
            List::Letters => self.letters,
        }
    }

    /// What is said of a list.
    pub(crate) const fn about(&self, list: List, empty: bool) -> &'static str {
        match (list, empty) {
            (List::Stuck, false) => self.stuck_text,
            (List::Stuck, true) => self.no_stuck,
            (List::Failed, false) => self.failed_text,
            (List::Failed, true) => self.no_failed,
            (List::Letters, false) => self.letters_text,
            (List::Letters, true) => self.no_letters,
        }
    }

    /// How far a backup is.
    pub(crate) const fn backup(&self, state: State) -> &'static str {
        match state {
            State::Copying => self.copying,
            State::Listing => self.listing,
            State::Complete => self.complete,
            State::Leaving => self.leaving,
        }
    }
}
