//! What the page of leaving says.

words! {
    /// What the page of leaving says.
    Leaving {
        title: "Delete your account" | "删除账号",
        description: "Delete your account on {site}, and everything in it." | "删除你的 {site} 账号及其中的一切。",
        heading: "Delete your account" | "删除你的账号",
        at_once: "At once, nobody can see your page or any of your photos any more, you are signed out everywhere, and your API tokens stop working." | "删除后，你的主页和所有照片立即对所有人不可见，你会在所有设备上退出登录，API 令牌也会停止工作。",
        days: "For {n} days you can change your mind: sign in again, and everything is as it was." | "{n} 天内你可以改变主意：重新登录，一切恢复原样。",
        then: "Then everything goes for good: your account, your photos and their originals, and whatever else is stored of you." | "之后一切都会被永久删除：账号、照片及原图，以及保存的所有其他信息。",
        type_handle: "Type your handle, {handle}, to confirm" | "输入你的用户名 {handle} 以确认",
        ask: "Delete my account" | "删除我的账号",
        left_title: "Your account is being deleted" | "你的账号正在删除",
        left_heading: "Your account is being deleted" | "你的账号正在删除",
        left: "Nobody can see your page or your photos any more. If you change your mind within {n} days, sign in again." | "你的主页和照片已对所有人不可见。如果在 {n} 天内改变主意，请重新登录。",
        wait_title: "Your account is being deleted" | "你的账号正在删除",
        wait_heading: "Your account is being deleted" | "你的账号正在删除",
        goes_before: "You asked for the account {handle} to be deleted. Until then nobody sees anything of it. Everything goes for good on" | "你已申请删除账号 {handle}。在此之前，没有人能看到其中的内容。一切将被永久删除的日期是",
        stay_text: "If you stay, everything is as it was." | "如果选择留下，一切恢复原样。",
        stay: "Stay" | "留下",
        sign_out: "Sign out" | "退出登录",
    }
}
