/** By what somebody narrows down their inbox. */
export const inboxStates = ['unread', 'to-acknowledge', 'read'] as const;
export type InboxState = (typeof inboxStates)[number];
