/** The first tables. Times are ms since 1970 UTC, days are study days (days since 1970-01-01), booleans 0 and 1. */
export const sql = `
create table installation (
  key text primary key,
  value text not null
) strict, without rowid;

create table settings (
  key text primary key,
  value text not null -- one JSON scalar or list
) strict, without rowid;

create table decks (
  deck_key integer primary key,
  origin text not null check (origin in ('built-in', 'user')),
  deck_id text not null,
  path text not null,
  title text not null,
  topic text not null,
  language text not null,
  content_hash text not null,
  seen_at integer not null,
  gone_at integer
) strict;
create unique index decks_by_id on decks (origin, deck_id);

create table files (
  origin text not null check (origin in ('built-in', 'user')),
  path text not null,
  size_bytes integer not null,
  modified_at integer not null,
  content_hash text not null,
  role text not null check (role in ('deck', 'overlay', 'other', 'duplicate', 'broken')),
  deck_key integer references decks,
  title text, -- of the deck in the overlay's language
  errors integer not null,
  warnings integer not null,
  primary key (origin, path)
) strict, without rowid;

create table entries (
  entry_key integer primary key,
  deck_key integer not null references decks,
  entry_id text,
  text_hash text not null,
  position integer not null,
  gone_at integer
) strict;
create unique index entries_by_id on entries (deck_key, entry_id) where entry_id is not null;
create index entries_by_deck on entries (deck_key);
create index entries_by_text on entries (text_hash) where gone_at is not null;

-- The surrogate key carries the history, whatever the card is called.
create table cards (
  card_key integer primary key,
  entry_key integer not null references entries,
  card_id text not null,
  part text not null,
  sibling_group text not null, -- cards of one entry and one group keep off each other's days
  kind text not null,
  version_hash text not null,
  place integer not null, -- order in the deck
  added_at integer not null,
  gone_at integer
) strict;
create index cards_by_entry on cards (entry_key);

-- Every name that a card of an entry with an id ever had; the last to take a name owns it.
create table aliases (
  origin text not null,
  card_id text not null,
  card_key integer not null references cards,
  primary key (origin, card_id)
) strict, without rowid;

create table card_versions (
  card_key integer not null references cards,
  hash text not null,
  question text not null,
  answer text not null,
  first_seen_at integer not null
) strict;
create unique index card_versions_by_hash on card_versions (card_key, hash);

-- The log. An action is what one undo takes back; it is named by the seq of its first event.
create table events (
  seq integer primary key,
  event_id text not null, -- uuid version 7: unique by its making, never looked up
  action integer not null,
  at_ms integer not null,
  utc_offset_min integer not null,
  study_day integer not null,
  type text not null check (type in ('review', 'card', 'undo', 'redo')),
  card_key integer references cards,
  undoes integer references events,
  check ((type in ('undo', 'redo')) = (undoes is not null)),
  check ((type in ('review', 'card')) = (card_key is not null))
) strict;
-- Most actions are one event, found by its seq; only the others cost an index.
create index events_further_in_action on events (action) where action <> seq;
create index events_by_card on events (card_key, at_ms) where card_key is not null;

create table reviews (
  seq integer primary key references events,
  rating text not null check (rating in ('again', 'hard', 'good', 'easy')),
  showing text not null,
  seed text not null,
  version_hash text not null,
  kind text not null,
  language text not null,
  purpose text not null check (purpose in ('study', 'cram', 'mock', 'import')),
  schedules integer not null check (schedules in (0, 1)),
  think_ms integer not null,
  hints integer not null,
  attempts integer not null,
  outcome text,
  suggested text,
  state_before text not null,
  state_after text,
  step_after integer,
  due_at integer,
  interval_days integer,
  desired_retention real,
  weights_id integer references weights,
  check ((schedules = 1) = (due_at is not null))
) strict;

create table card_changes (
  seq integer primary key references events,
  field text not null check (field in ('suspended', 'buried', 'flag', 'due', 'reset')),
  value integer not null,
  reason text not null
) strict;

create trigger events_stay before update on events begin select raise(abort, 'the log is append-only'); end;
create trigger events_remain before delete on events begin select raise(abort, 'the log is append-only'); end;
create trigger reviews_stay before update on reviews begin select raise(abort, 'the log is append-only'); end;
create trigger reviews_remain before delete on reviews begin select raise(abort, 'the log is append-only'); end;
create trigger card_changes_stay before update on card_changes begin select raise(abort, 'the log is append-only'); end;
create trigger card_changes_remain before delete on card_changes begin select raise(abort, 'the log is append-only'); end;

create table imports (
  source_hash text not null,
  foreign_id text not null,
  seq integer not null references events,
  primary key (source_hash, foreign_id)
) strict, without rowid;

create table weights (
  weights_id integer primary key,
  topic text not null,
  fitted_at integer not null,
  reviews integer not null
) strict;
create table weight_values (
  weights_id integer not null references weights,
  n integer not null,
  value real not null,
  primary key (weights_id, n)
) strict, without rowid;

create table runs (
  run_id text primary key,
  session text not null,
  card_key integer not null references cards,
  attempt integer not null,
  at_ms integer not null,
  scenario text not null,
  seed text not null,
  outcome text not null,
  elapsed_ms integer not null,
  transcript_file text
) strict;
create index runs_by_card on runs (card_key, at_ms);
create table run_goals (
  run_id text not null references runs,
  n integer not null,
  label text not null,
  passed integer not null check (passed in (0, 1)),
  primary key (run_id, n)
) strict, without rowid;

-- From here on: caches. All of it can be made again from the tables above.

create table undone (action integer primary key) strict;

create table memory (
  card_key integer primary key references cards,
  stability real not null,
  difficulty real not null,
  due_at integer not null,
  state text not null check (state in ('learning', 'review', 'relearning')),
  step integer not null,
  reps integer not null,
  lapses integer not null,
  last_at integer not null,
  last_day integer not null
) strict;

-- One row a present card: all that choosing the next card reads.
create table queue (
  card_key integer primary key references cards,
  deck_key integer not null references decks,
  entry_key integer not null references entries,
  sibling_group text not null,
  kind text not null,
  place integer not null,
  state text not null,
  due_at integer,
  last_day integer,
  suspended integer not null default 0 check (suspended in (0, 1)),
  suspended_because text not null default '',
  buried_day integer,
  flag integer not null default 0
) strict;
create index queue_learning on queue (due_at) where state in ('learning', 'relearning') and suspended = 0;
create index queue_reviews on queue (due_at, deck_key) where state = 'review' and suspended = 0;
create index queue_new on queue (deck_key, place) where state = 'new' and suspended = 0;
create index queue_siblings on queue (entry_key, sibling_group, last_day) where last_day is not null;
create index queue_of_deck on queue (deck_key, place);

create table days (
  study_day integer primary key,
  reviews integer not null,
  new_cards integer not null,
  review_cards integer not null
) strict;
create table pace (
  kind text primary key,
  reviews integer not null,
  think_ms integer not null
) strict, without rowid;
`;
