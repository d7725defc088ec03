/**
 * The tables in which a projection keeps notices and what became of them. Whoever knows whom a fact is told to adds
 * the notices; what is recorded in the mailboxes is followed by `followMailbox`.
 */
export const noticeTables = `
  CREATE TABLE notice (
    notice_id TEXT PRIMARY KEY,
    zone TEXT NOT NULL,
    recipient_id TEXT NOT NULL,
    rule_id TEXT NOT NULL,
    audience TEXT NOT NULL,
    event_id TEXT NOT NULL, -- the fact it tells of
    event_type TEXT NOT NULL,
    position INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    command_id TEXT NOT NULL,
    cycle_id TEXT NOT NULL,
    about_kind TEXT NOT NULL,
    about_id TEXT NOT NULL,
    thread_id TEXT NOT NULL,
    shown_ms INTEGER NOT NULL, -- since when it is to be seen
    in_inbox INTEGER NOT NULL, -- not of a program that listens, nor of what was taken back
    acknowledge INTEGER NOT NULL,
    legal INTEGER NOT NULL,
    digest TEXT NOT NULL, -- may, never, weekly
    read_at TEXT,
    acknowledged_at TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX notice_in_inbox ON notice (zone, recipient_id, shown_ms, notice_id) WHERE in_inbox = 1;
  CREATE INDEX notice_of_cause ON notice (event_id);
  CREATE INDEX notice_about ON notice (cycle_id, about_kind, about_id);
  CREATE TABLE delivery (
    notice_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    zone TEXT NOT NULL,
    recipient_id TEXT NOT NULL,
    letter_id TEXT NOT NULL, -- what goes in one message
    state TEXT NOT NULL,
    due_ms INTEGER NOT NULL,
    next_ms INTEGER NOT NULL, -- of the next attempt
    attempts INTEGER NOT NULL, -- of this letter
    message_id TEXT,
    code TEXT, -- of the last attempt
    changed_at TEXT NOT NULL,
    PRIMARY KEY (notice_id, channel)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX delivery_due ON delivery (channel, next_ms, letter_id) WHERE state = 'waiting';
  CREATE INDEX delivery_in_letter ON delivery (letter_id);
  CREATE INDEX delivery_to ON delivery (zone, recipient_id, channel, state);
  CREATE INDEX delivery_by_state ON delivery (zone, state, changed_at, notice_id, channel);
  CREATE TABLE happened_to_delivery ( -- in the order of the log
    position INTEGER NOT NULL,
    notice_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    type TEXT NOT NULL,
    at TEXT NOT NULL,
    attempt INTEGER,
    outcome TEXT,
    code TEXT,
    again TEXT,
    message_id TEXT,
    PRIMARY KEY (notice_id, channel, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX happened_to_message ON happened_to_delivery (message_id) WHERE message_id IS NOT NULL;
  CREATE TABLE wished ( -- what somebody has chosen
    zone TEXT NOT NULL,
    recipient_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    preferences TEXT NOT NULL, -- JSON
    PRIMARY KEY (zone, recipient_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE muted (
    zone TEXT NOT NULL,
    recipient_id TEXT NOT NULL,
    thread_id TEXT NOT NULL,
    PRIMARY KEY (zone, recipient_id, thread_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE refused_address (
    zone TEXT NOT NULL,
    recipient_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    since TEXT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (zone, recipient_id, channel)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE webhook (
    zone TEXT NOT NULL,
    recipient_id TEXT NOT NULL,
    types TEXT NOT NULL, -- JSON
    given_up_at TEXT, -- when it was given up; of those it is told nothing
    registered_at TEXT NOT NULL, -- when it was named last, or taken back
    PRIMARY KEY (zone, recipient_id)
  ) STRICT, WITHOUT ROWID;
`;

/** How a delivery stands. */
export type DeliveryState =
  /** To be sent, for the first time or again. */
  | 'waiting'
  | 'sent'
  /** Certified mail: the sender's provider took it; it is in the box of the recipient; it is not. */
  | 'accepted'
  | 'delivered'
  | 'not-delivered'
  /** A mail that a relay had taken, and that did not arrive. */
  | 'returned'
  /** The address was refused for good, by this one or by one before it. */
  | 'refused'
  | 'suppressed'
  | 'no-address'
  /** A dead letter. */
  | 'given-up'
  /** It was never sent, and came to nothing before. */
  | 'unneeded'
  /** What it tells of was taken back before it left. */
  | 'taken-back'
  /** The recipient does not want it by this channel. */
  | 'off';

export const deliveryStates = [
  ...(['waiting', 'sent', 'accepted', 'delivered', 'not-delivered', 'returned'] as const),
  ...([
    'refused',
    'suppressed',
    'no-address',
    'given-up',
    'unneeded',
    'taken-back',
    'off',
  ] as const),
] as const satisfies readonly DeliveryState[];
