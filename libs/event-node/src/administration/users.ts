import { status } from '@grpc/grpc-js';
import type { handleServerStreamingCall } from '@grpc/grpc-js';
import type { RawEvent } from '#event-store';
import { CallFailed } from '../failures.js';
import { ownEvent } from '../node-event.js';
import { users } from '../protocol.js';
import type { Users } from '../protocol.js';

/** Where a server keeps the names of its users: clients read it to know that it is ready. */
export const USERS_STREAM = '$users';

/** The event by which a user is in that stream; its data are the name, as they are. */
export function userKnown(name: string): RawEvent {
  return { ...ownEvent('$User', name), json: false };
}

/**
 * Users/Details, of one user or all of them. A node has one, and is told its name and password when it
 * starts: there is no way of making another, or of changing it.
 */
export function userDetails(
  name: string,
): handleServerStreamingCall<Users.DetailsReq, Users.DetailsResp> {
  return (call) => {
    const asked = call.request.getOptions()?.getLoginName().trim() ?? '';
    if (asked !== '' && asked !== name) {
      call.emit('error', userNotFound(asked));
      return;
    }
    const user = new users.DetailsResp.UserDetails();
    user.setLoginName(name).setFullName('Administrator').setGroupsList(['$admins']);
    call.write(new users.DetailsResp().setUserDetails(user));
    call.end();
  };
}

function userNotFound(name: string): CallFailed {
  return new CallFailed(status.NOT_FOUND, `User '${name}' is not found.`, {
    exception: 'user-not-found',
    'login-name': name,
  });
}
