import { createMachine } from 'xstate';
import { Control, UnknownState } from './control.js';
import { diagram } from './diagram.js';
import { attachmentMachine, fact, requestMachine } from './example.fixture.js';

it('draws regions side by side, both kinds of past, outcomes, beginning and end', () => {
  expect(diagram(requestMachine)).toMatchInlineSnapshot(`
   "stateDiagram-v2
     state "non presentata" as request__absent
     state "in corso" as request__running {
       state "in compilazione" as request__running__drafting
       state "in istruttoria" as request__running__examining {
         state "conti" as request__running__examining__accounts {
           state "conti da verificare" as request__running__examining__accounts__open
           state "conti verificati" as request__running__examining__accounts__checked
           [*] --> request__running__examining__accounts__open
           request__running__examining__accounts__open --> request__running__examining__accounts__checked : AccountsChecked
           request__running__examining__accounts__checked --> request__running__examining__accounts__open : AccountsReopened
         }
         --
         state "parere" as request__running__examining__opinion {
           state "parere da rendere" as request__running__examining__opinion__missing
           state "parere reso" as request__running__examining__opinion__given
           state "senza parere" as request__running__examining__opinion__waived
           [*] --> request__running__examining__opinion__missing
           request__running__examining__opinion__missing --> request__running__examining__opinion__given : OpinionGiven
           request__running__examining__opinion__missing --> request__running__examining__opinion__waived : OpinionWaived
         }
         state "[H]" as request__running__examining__asItWas
       }
       state "in decisione" as request__running__deciding
       state "[H*]" as request__running__whereItWas
       [*] --> request__running__drafting
       request__running__drafting --> request__running__examining : RequestSubmitted
       request__running__examining --> request__running__deciding : ExaminationClosed
       request__running__deciding --> request__running__drafting : RequestDecided [returned]
     }
     state "sospesa" as request__suspended
     state "accolta" as request__granted
     state "ritirata" as request__withdrawn
     [*] --> request__absent
     request__absent --> request__running : RequestOpened
     request__running --> request__suspended : RequestSuspended
     request__running --> request__withdrawn : RequestWithdrawn
     request__suspended --> request__withdrawn : RequestWithdrawn
     request__granted --> [*]
     request__withdrawn --> [*]
     request__running__deciding --> request__granted : RequestDecided [granted]
     request__running__deciding --> request__running__examining__asItWas : RequestDecided [reopened]
     request__suspended --> request__running__whereItWas : RequestResumed
   "
  `);
});

it('draws a machine without regions plainly', () => {
  expect(diagram(attachmentMachine)).toMatchInlineSnapshot(`
   "stateDiagram-v2
     state "attesa" as attachment__expected
     state "depositata" as attachment__filed
     state "valida" as attachment__valid
     [*] --> attachment__expected
     attachment__expected --> attachment__filed : AttachmentFiled
     attachment__filed --> attachment__valid : AttachmentReviewed [valid]
     attachment__filed --> attachment__expected : AttachmentReviewed [invalid]
     attachment__valid --> [*]
   "
  `);
});

it('speaks English too', () => {
  expect(diagram(attachmentMachine, { language: 'en' })).toContain('state "expected" as');
});

it('marks where the machine stands, in every region, and nothing else', () => {
  const control = new Control(requestMachine);
  const examining = ['RequestOpened', 'RequestSubmitted', 'AccountsChecked'].reduce(
    (state, type) => control.step(state, fact(type)) ?? '',
    control.initial,
  );
  const marked = diagram(requestMachine, { current: examining }).matchAll(/class (\w+) current/g);
  expect([...marked].map(([, id]) => id)).toEqual([
    'request__running__examining__accounts__checked',
    'request__running__examining__opinion__missing',
  ]);
  expect(diagram(requestMachine)).not.toContain('current');
});

it('does not mark a state the machine does not have', () => {
  expect(() => diagram(requestMachine, { current: 'approved' })).toThrow(UnknownState);
});

it('frames a machine that is itself made of regions, and joins facts that go the same way', () => {
  const region = { initial: 'end', states: { end: { on: { Ended: 'default' } }, default: {} } };
  const machine = createMachine({
    id: 'both-ways',
    type: 'parallel',
    meta: { it: 'le "due" vie', en: 'both ways' },
    on: { Noted: { actions: 'permit' }, Struck: { actions: 'permit' } },
    states: {
      one: { ...region, on: { BegunAgain: { target: '.end' }, Kept: { actions: 'permit' } } },
      two: { ...region, on: { LeftForOne: 'one' } },
    },
  });
  expect(diagram(machine)).toMatchInlineSnapshot(`
   "stateDiagram-v2
     state "le #quot;due#quot; vie" as both_ways {
       state "one" as both_ways__one {
         state "end" as both_ways__one__end
         state "default" as both_ways__one__default
         [*] --> both_ways__one__end
         both_ways__one__end --> both_ways__one__default : Ended
       }
       --
       state "two" as both_ways__two {
         state "end" as both_ways__two__end
         state "default" as both_ways__two__default
         [*] --> both_ways__two__end
         both_ways__two__end --> both_ways__two__default : Ended
       }
     }
     both_ways__one --> both_ways__one__end : BegunAgain
     both_ways__two --> both_ways__one : LeftForOne
   "
  `);
});
