import { deliveryStates } from '#notifications';

/** How a delivery may stand in the log of the office. */
export const loggedStates = [...deliveryStates, 'expired', 'no-channel'] as const;
export type LoggedState = (typeof loggedStates)[number];
