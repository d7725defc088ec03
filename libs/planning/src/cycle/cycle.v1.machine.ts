import { and, or, setup, stateIn } from 'xstate';
import { outcome, permit } from '#workflow';
import { permits, type MachineEvent } from '../definitions/vocabulary.machine.js';
import { called } from './cycle.v1.states.js';

const frame = permits(
  'RegionalActLinked',
  'TargetApprovalSet',
  'ParentPlanLinked',
  'DeadlineSet',
  'DeadlineExtended',
  'DeadlineShortened',
  'DeadlineWaived',
  'QuestionRaised',
  'QuestionAnswered',
);
const tree = permits(
  'TreeImported',
  'ObjectiveAdded',
  'ProgrammeAdded',
  'ProgrammeLinked',
  'NeedsImported',
);
const meetingCalendar = permits('MeetingScheduled', 'MeetingRescheduled', 'MeetingCancelled');
const schedeAtWork = permits(
  'SchedaAssigned',
  'SchedaReassigned',
  'SchedaMoved',
  'SchedaRevised',
  'SchedaSubmitted',
  'SchedaTakenInCharge',
  'SchedaReturned',
  'SchedaChecked',
  'SchedaWithdrawalRequested',
  'SchedaWithdrawalDenied',
  'SchedaWithdrawn',
);
const meetings = permits(
  'MeetingScheduled',
  'MeetingConvened',
  'MeetingRescheduled',
  'MeetingCancelled',
  'MeetingHeld',
  'CategoriesAttributed',
  'MinutesRecorded',
  'MinutesApproved',
);
const listening = {
  ...meetings,
  ...permits('CategoryExemptionProposed', 'CategoryExempted'),
} as const;
const contributions = permits('ContributionReceived', 'ContributionAnswered');

/** A procedure that fails is given up, until it is concluded, with the reasons a no would have needed. */
const givenUp = { CoProgrammingNotActivated: '#coProgrammingNotActivated' } as const;

/**
 * The yearly programme (POA) from its draft to its approval. A cycle is drafted, opened, started by its
 * kickoff and prepared along four ways at once; it is verified, proposed, put on the agenda and
 * deliberated. Participation (LR Toscana 40/2005 art. 15) and the decision on co-programming (LR Toscana
 * 65/2020 art. 9) must be settled before verification opens: no way to `approved` goes around them.
 */
export const cycleMachineV1 = setup({
  types: { events: {} as MachineEvent },
  actions: { permit },
  guards: {
    outcome,
    participationAndCoProgrammingSettled: and([
      stateIn('#participationComplete'),
      or([stateIn('#coProgrammingNotActivated'), stateIn('#coProgrammingPublished')]),
      stateIn('#draftingUnderWay'),
    ]),
  },
}).createMachine({
  id: 'poa-annuale',
  version: '1',
  initial: 'absent',
  states: {
    absent: {
      meta: called.absent,
      on: { CycleDrafted: 'draft' },
    },
    draft: {
      meta: called.draft,
      on: { ...frame, ...tree, ...meetingCalendar, CycleOpened: 'kickoff' },
    },
    kickoff: {
      meta: called.kickoff,
      on: { ...frame, ...tree, ...meetingCalendar, KickoffHeld: 'preparation' },
    },
    preparation: {
      id: 'preparation',
      type: 'parallel',
      meta: called.preparation,
      on: {
        ...frame,
        ...tree,
        ...contributions,
        VerificationOpened: {
          target: 'verification',
          guard: 'participationAndCoProgrammingSettled',
        },
      },
      states: {
        participation: {
          initial: 'notStarted',
          meta: called.participation,
          states: {
            notStarted: {
              meta: called.notStarted,
              on: {
                MeetingScheduled: 'scheduled',
                MeetingConvened: 'scheduled',
                MeetingHeld: 'underWay',
                ...permits(
                  'MeetingRescheduled',
                  'MeetingCancelled',
                  'CategoryExemptionProposed',
                  'CategoryExempted',
                ),
                ParticipationCompleted: 'complete',
              },
            },
            scheduled: {
              meta: called.scheduled,
              on: {
                ...listening,
                ...permits('ParticipationGapOpened'),
                MeetingHeld: 'underWay',
                ParticipationCompleted: 'complete',
              },
            },
            underWay: {
              meta: called.underWay,
              on: {
                ...listening,
                ParticipationGapOpened: 'scheduled',
                ParticipationCompleted: 'complete',
              },
            },
            complete: {
              id: 'participationComplete',
              meta: called.complete,
              // Every category is settled by now: there is none left to exempt.
              on: { ...meetings },
            },
          },
        },
        coProgramming: {
          initial: 'undecided',
          meta: called.coProgramming,
          states: {
            undecided: {
              meta: called.undecided,
              on: {
                CoProgrammingActivated: 'activated',
                CoProgrammingNotActivated: 'notActivated',
              },
            },
            notActivated: {
              id: 'coProgrammingNotActivated',
              meta: called.notActivated,
              on: { CoProgrammingActivated: 'activated' },
            },
            activated: {
              initial: 'started',
              meta: called.activated,
              states: {
                started: {
                  meta: called.started,
                  on: { ...givenUp, NoticePublished: 'onNotice' },
                },
                onNotice: {
                  meta: called.onNotice,
                  on: { ...givenUp, ...permits('NoticeExtended'), NoticeClosed: 'inSession' },
                },
                inSession: {
                  meta: called.inSession,
                  on: {
                    ...givenUp,
                    ...permits('CoProgrammingSessionHeld'),
                    CoProgrammingReportIssued: 'reported',
                  },
                },
                reported: {
                  meta: called.reported,
                  on: { ...givenUp, CoProgrammingReportPublished: 'published' },
                },
                published: {
                  id: 'coProgrammingPublished',
                  meta: called.published,
                },
              },
            },
          },
        },
        drafting: {
          initial: 'empty',
          meta: called.drafting,
          states: {
            empty: {
              meta: called.empty,
              on: { SchedaAssigned: 'underWay' },
            },
            underWay: {
              id: 'draftingUnderWay',
              meta: called.draftingUnderWay,
              on: { ...schedeAtWork },
            },
          },
        },
        knowledge: {
          initial: 'none',
          meta: called.knowledge,
          states: {
            none: {
              meta: called.none,
              on: { HealthProfileAttached: 'attached' },
            },
            attached: {
              meta: called.attached,
              on: { ...permits('HealthProfileAttached'), HealthProfileAdopted: 'adopted' },
            },
            adopted: { meta: called.adopted },
          },
        },
        asItWas: { type: 'history', history: 'deep' },
      },
    },
    verification: {
      id: 'verification',
      meta: called.verification,
      on: {
        ...frame,
        ...tree,
        ...contributions,
        ...permits('MinutesApproved'),
        ...schedeAtWork,
        ...permits('SchedaLeftOut'),
        FixesRequested: '#preparation.asItWas',
        VerificationClosed: 'approval',
      },
    },
    approval: {
      initial: 'proposal',
      meta: called.approval,
      on: {
        ...permits(
          'DeadlineSet',
          'DeadlineExtended',
          'DeadlineShortened',
          'DeadlineWaived',
          'QuestionRaised',
          'QuestionAnswered',
          'ContributionAnswered',
          'MinutesApproved',
        ),
      },
      states: {
        proposal: {
          meta: called.proposal,
          on: { ProposalEndorsed: 'endorsed', ProposalReturned: '#verification' },
        },
        endorsed: {
          meta: called.endorsed,
          on: { OrganConvened: 'onAgenda' },
        },
        onAgenda: {
          initial: 'convened',
          meta: called.onAgenda,
          states: {
            convened: {
              meta: called.convened,
              on: {
                SessionCancelled: 'adjourned',
                DeliberationRecorded: [
                  {
                    guard: { type: 'outcome', params: { is: 'approved' } },
                    target: '#approved',
                  },
                  {
                    guard: { type: 'outcome', params: { is: 'approvedWithPrescriptions' } },
                    target: '#approved',
                  },
                  {
                    guard: { type: 'outcome', params: { is: 'rejected' } },
                    target: '#verification',
                  },
                  { guard: { type: 'outcome', params: { is: 'postponed' } }, target: 'adjourned' },
                  { guard: { type: 'outcome', params: { is: 'noQuorum' } }, target: 'adjourned' },
                ],
              },
            },
            adjourned: {
              meta: called.adjourned,
              on: { OrganConvened: 'convened' },
            },
          },
        },
      },
    },
    approved: {
      id: 'approved',
      meta: called.approved,
      on: {
        ...permits('SchedaApproved', 'QuestionAnswered', 'ContributionAnswered', 'MinutesApproved'),
      },
    },
  },
});
