-- Passkeys (WebAuthn). `id` is the credential's, base64url; `public_key` is JSON as in app/domain/src/passkey/cose.rs.
create table passkeys (
    id text primary key,
    user_id text not null references users (id) on delete cascade,
    name text not null check (length(name) <= 60),
    public_key text not null check (json_valid(public_key)),
    -- how often it signed, as far as it says so
    counter integer not null,
    created_at integer not null,
    used_at integer
) strict;

create index passkeys_of_user on passkeys (user_id, created_at desc);

-- Challenges that were answered, until they would have expired: nobody answers one twice.
create table answered_challenges (
    challenge text primary key,
    expires_at integer not null
) strict;

create index answered_challenges_by_expiry on answered_challenges (expires_at);
