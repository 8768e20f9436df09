//! The routes.

use crate::{
    pages::{
        AccountPage, BlockedPage, Confirm, ExportPage, Forgot, Home, ImageSettingsPage, InvitationsPage, JobsPage,
        LeavePage, NotFound, PeoplePage, PersonPage, PhotoPage, PopularPage, PrivacyPage, PrivacySettingsPage, Recover,
        Reset, ResetLink, ShareLinksPage, SharedPage, SignIn, SignUp, SiteSettingsPage, StatisticsPage, StyleGuide,
        TokensPage, Upload, UsagePage, Verify, VerifyLink,
    },
    ui::{Footer, Header},
};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

/// Everything inside `<body>`. Each page is rendered whole before it is sent, so that its status is right.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Header/>
            <main id="main">
                <Routes fallback=NotFound>
                    <Route path=path!("/") view=Home ssr=SsrMode::Async/>
                    <Route path=path!("/popular") view=PopularPage ssr=SsrMode::Async/>
                    <Route path=path!("/photos/:id") view=PhotoPage ssr=SsrMode::Async/>
                    <Route path=path!("/photos/:id/links") view=ShareLinksPage ssr=SsrMode::Async/>
                    <Route path=path!("/s/:secret") view=SharedPage ssr=SsrMode::Async/>
                    <Route path=path!("/users/:handle") view=PersonPage ssr=SsrMode::Async/>
                    <Route path=path!("/upload") view=Upload ssr=SsrMode::Async/>
                    <Route path=path!("/settings/account") view=AccountPage ssr=SsrMode::Async/>
                    <Route path=path!("/settings/tokens") view=TokensPage ssr=SsrMode::Async/>
                    <Route path=path!("/confirm") view=Confirm ssr=SsrMode::Async/>
                    <Route path=path!("/recover") view=Recover ssr=SsrMode::Async/>
                    <Route path=path!("/forgot") view=Forgot ssr=SsrMode::Async/>
                    <Route path=path!("/reset") view=Reset ssr=SsrMode::Async/>
                    <Route path=path!("/reset/:link") view=ResetLink ssr=SsrMode::Async/>
                    <Route path=path!("/verify") view=Verify ssr=SsrMode::Async/>
                    <Route path=path!("/verify/:link") view=VerifyLink ssr=SsrMode::Async/>
                    <Route path=path!("/settings/images") view=ImageSettingsPage ssr=SsrMode::Async/>
                    <Route path=path!("/settings/privacy") view=PrivacySettingsPage ssr=SsrMode::Async/>
                    <Route path=path!("/settings/leave") view=LeavePage ssr=SsrMode::Async/>
                    <Route path=path!("/settings/export") view=ExportPage ssr=SsrMode::Async/>
                    <Route path=path!("/privacy") view=PrivacyPage ssr=SsrMode::Async/>
                    <Route path=path!("/settings/blocked") view=BlockedPage ssr=SsrMode::Async/>
                    <Route path=path!("/admin/people") view=PeoplePage ssr=SsrMode::Async/>
                    <Route path=path!("/admin/invitations") view=InvitationsPage ssr=SsrMode::Async/>
                    <Route path=path!("/admin/jobs") view=JobsPage ssr=SsrMode::Async/>
                    <Route path=path!("/admin/settings") view=SiteSettingsPage ssr=SsrMode::Async/>
                    <Route path=path!("/admin/usage") view=UsagePage ssr=SsrMode::Async/>
                    <Route path=path!("/admin/stats") view=StatisticsPage ssr=SsrMode::Async/>
                    <Route path=path!("/sign-in") view=SignIn ssr=SsrMode::Async/>
                    <Route path=path!("/sign-up") view=SignUp ssr=SsrMode::Async/>
                    <Route path=path!("/styleguide") view=StyleGuide ssr=SsrMode::Async/>
                </Routes>
            </main>
            <Footer/>
        </Router>
    }
}
