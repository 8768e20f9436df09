//! What developers and cargo-leptos run: builds, starts and stops the parts on one machine.
//!
//! It deliberately knows nothing of what the parts do, and depends on none of them, so that it compiles in seconds and
//! before set-up has installed anything.
#![forbid(unsafe_code)]

mod bench;
mod build;
mod clock;
mod command;
mod demo;
mod deploy;
mod digest;
mod fault;
mod flags;
mod invariants;
mod machines;
mod place;
mod restore;
mod serve;
mod token;
mod watch;

use crate::{fault::Result, flags::Flags, place::Place};
use std::process::ExitCode;

const USAGE: &str = "\
usage: dev COMMAND

  build [--deploy]       browser modules, styles, Worker and image service, optimised (--deploy: smaller Worker, slower)
  serve [options]        migrations, image service and Worker from the last build
      --port N           where the site listens (8787)
      --images-port N    where the image service listens (8790)
      --state DIR        database, objects and logs (.wrangler/state)
      --no-images        without the image service
      --var NAME=VALUE   sets or replaces a var of wrangler.toml; may be repeated
      --loud             everything to the terminal, nothing into logs
  run [options]          build, then serve
  images [options]       only the image service, for a site served with --no-images
  token [--state DIR | --deployed] [--role ROLE] EMAIL
                         makes that user in the local (or the deployed) database if need be, and something else of them if asked for (member,
                         moderator, admin), and prints an API token
  demo [--site URL] [--state DIR]
                         fills a running local site with freely licensed photographs
  restore [options]      puts a backup into the local (or the deployed) database, which is migrated and holds nobody
      --list             only says which there are
      --backup ID        another than the newest
      --folder DIR       from files of the private bucket (DIR/backup/index.json) instead of the bucket itself
      --replace          empties the database first
      --state DIR        of another local site (.wrangler/state)
      --deployed         of the deployed site
  deploy [options]       puts the site on a Cloudflare account, or what has changed of it
      --preview BRANCH   a preview of a branch instead, with data of its own
      --dry-run          only says what would be done
      --built            the last build as it is
  rollback [options]     back to the release before, in one step; the database stays as it is
      --dry-run          only says which that is
      --anyway           although secrets have changed since
  remove-preview --preview BRANCH
                         removes a preview and its data
  deploy-images [options] HOST...
                         puts the image service on machines (by SSH, as root), or what has changed of it
      --dry-run          only says what would be done
      --built            the last binary as it is
  rotate-ticket-key [--wait SECONDS] HOST...
                         exchanges the key that Worker and machines share, refusing no ticket
  bench-images           the image service against sharp, same photographs, same quality: time and memory
  leptos ARGUMENTS       cargo-leptos, set up for the Worker (`cargo leptos watch`)
  invariants             checks the invariants of the design
";

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().collect();
    let own_name = arguments.remove(0);
    let result = if watch::is_dev_server(&own_name) {
        watch::server::serve()
    } else if arguments.is_empty() {
        eprint!("{USAGE}");
        return ExitCode::from(2);
    } else {
        let command = arguments.remove(0);
        run(&command, arguments)
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("\ndev: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, arguments: Vec<String>) -> Result<()> {
    let place = Place::find()?;
    match command {
        "build" => build::all(&place, Flags::new(arguments).only("--deploy")?),
        "serve" => serve::site(&place, &serve::Options::read(arguments)?),
        "run" => {
            let options = serve::Options::read(arguments)?;
            build::all(&place, false)?;
            serve::site(&place, &options)
        }
        "images" => serve::images(&place, &serve::Options::read(arguments)?),
        "leptos" => watch::leptos(&place, &arguments),
        "hook" => watch::hook(&place, &arguments),
        "invariants" => invariants::check(&place),
        "token" => token::print(&place, arguments),
        "deploy" => deploy::deploy(&place, arguments),
        "rollback" => deploy::roll_back(&place, arguments),
        "remove-preview" => deploy::remove_preview(&place, arguments),
        "deploy-images" => machines::install(&place, arguments),
        "rotate-ticket-key" => machines::rotate(&place, arguments),
        "restore" => restore::restore(&place, arguments),
        "demo" => demo::fill(&place, arguments),
        "bench-images" => {
            Flags::new(arguments).end()?;
            bench::images(&place)
        }
        other => {
            eprint!("{USAGE}");
            Err(format!("there is no command {other:?}").into())
        }
    }
}
