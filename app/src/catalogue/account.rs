//! What signing in and signing up says before the island is awake, and without scripts.

words! {
    /// What signing in and signing up says.
    Account {
        sign_in: "Sign in" | "登录",
        sign_up: "Sign up" | "注册",
        sign_in_description: "Sign in to Heliograph." | "登录Heliograph。",
        sign_up_description: "Make an account on Heliograph and share your photographs." | "注册Heliograph账号，分享你的照片。",
        make_account: "Make an account" | "注册账号",
        make_the_account: "Make the account" | "注册",
        have_account: "You have an account?" | "已有账号？",
        new_here: "New here?" | "第一次来？",
        needs_scripts: "Signing in needs JavaScript, which is switched off here. Your password is turned into a key on your own machine, and only that key is sent: the password itself never leaves it. That calculation needs a script." | "登录需要 JavaScript，而这里它已关闭。你的密码会在你自己的设备上换算成一把密钥，只有这把密钥会被发送，密码本身从不离开设备。这一步计算需要脚本。",
        rest_works: "Everything else, looking at photographs above all, works without." | "其他一切，尤其是看照片，都不需要它。",
        email: "E-mail" | "电子邮箱",
        password: "Password" | "密码",
        name: "Name" | "名字",
        name_hint: "As others see you." | "别人看到的名字。",
        handle: "Handle" | "用户名",
        handle_hint: "The address of your page: 3 to 30 letters, digits or underscores." | "你主页的网址：3 到 30 个字母、数字或下划线。",
        password_hint: "At least {n} characters. It never leaves this device: only a key made from it does." | "至少 {n} 个字符。密码从不离开这台设备，发送的只是由它换算出的密钥。",
    }
}
