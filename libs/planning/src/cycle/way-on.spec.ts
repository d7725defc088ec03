import { closeVerification } from '../approval/close-verification.js';
import {
  given,
  inPreparation,
  inVerification,
  lifeAfter,
  checked,
  submitted,
} from '../testing.fixture.js';
import { openVerification } from './open-verification.js';
import { whyNotOn } from './way-on.js';

describe('What holds a cycle back', () => {
  it('is what its verb would be refused for', () => {
    const facts = [...inPreparation];
    given(...facts)
      .when(openVerification, {})
      .thenRefused('participation-incomplete');
    expect(whyNotOn(lifeAfter(...facts), 'open-verification')?.code).toBe(
      'participation-incomplete',
    );
  });

  it('are the schede that are not settled, until all of them are', () => {
    const facts = inVerification(...submitted('S-1'), ...checked('S-2'));
    given(...facts)
      .when(closeVerification, { leftOut: [] })
      .thenRefused('schede-not-ready');
    const why = whyNotOn(lifeAfter(...facts), 'close-verification');
    expect(why).toMatchObject({ code: 'schede-not-ready', it: expect.stringMatching(/^1 /) });
    const ready = lifeAfter(...inVerification(...checked('S-2')));
    expect(whyNotOn(ready, 'close-verification')).toBeUndefined();
  });

  it('is not known of what depends on more than the cycle', () => {
    expect(whyNotOn(lifeAfter(...inPreparation), 'convene-organ')).toBeUndefined();
    expect(whyNotOn(lifeAfter(...inPreparation), 'constructor')).toBeUndefined();
  });
});
