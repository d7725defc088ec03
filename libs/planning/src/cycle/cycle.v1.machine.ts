import { and, or, setup, stateIn } from 'xstate';
import { outcome, permit } from '#workflow';
import { permits, type MachineEvent } from '../definitions/vocabulary.machine.js';
import { called } from './cycle.v1.states.js';

/** What may be recorded about a cycle at any time, after its end too. */
const always = permits(
  'RecordCorrected',
  'TextRedacted',
  'PromiseMade',
  'PromiseKept',
  'PromiseBroken',
);
const deadlines = permits(
  'DeadlineSet',
  'DeadlineExtended',
  'DeadlineShortened',
  'DeadlineMissed',
  'DeadlineMet',
  'ReminderSent',
  'DeadlineWaived',
  'DeadlineCancelled',
  'DeadlineProposalAccepted',
  'DeadlineProposalDeclined',
);
const questions = permits('QuestionRaised', 'QuestionAnswered');
const frame = {
  ...always,
  ...deadlines,
  ...questions,
  ...permits('RegionalActLinked', 'TargetApprovalSet', 'ParentPlanLinked'),
} as const;
/** Once the cycle is open somebody answers for the procedure, and somebody else may take over. */
const procedure = permits('ResponsiblePersonReplaced');
const tree = permits(
  'TreeImported',
  'ObjectiveAdded',
  'ProgrammeAdded',
  'ProgrammeLinked',
  'ObjectiveRenamed',
  'ProgrammeRenamed',
  'ObjectiveRemoved',
  'ProgrammeRemoved',
  'NeedsImported',
);
/** What comes from the year before. */
const carriedOver = permits('CarryOverRecorded', 'SchedaCarriedOver');
/** Of a batch of schede that came in together, that it did, and that it was taken back. */
const spreadsheets = permits('SpreadsheetImported', 'SpreadsheetImportUndone');
const meetingCalendar = permits('MeetingScheduled', 'MeetingRescheduled', 'MeetingCancelled');
const schedeOfTheYear = permits(
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
const schedeAtWork = { ...schedeOfTheYear, ...permits('SchedaCarriedOver') } as const;
/** What begins the drafting: a scheda comes in, or somebody works on one that came in before the kickoff. */
const whereWorkBegins = {
  SchedaAssigned: 'underWay',
  SchedaCarriedOver: 'underWay',
  SchedaReassigned: 'underWay',
  SchedaMoved: 'underWay',
  SchedaRevised: 'underWay',
  SchedaSubmitted: 'underWay',
  SchedaWithdrawalRequested: 'underWay',
} as const;
const meetings = permits(
  'MeetingScheduled',
  'MeetingConvened',
  'MeetingRescheduled',
  'MeetingCancelled',
  'MeetingHeld',
  'CategoriesAttributed',
  'MinutesRecorded',
  'MinutesOpenedToObservations',
  'MinutesApproved',
);
const listening = {
  ...meetings,
  ...permits('CategoryExemptionProposed', 'CategoryExemptionDeclined', 'CategoryExempted'),
} as const;
/** What was handed in is answered, and its place in the plan said, also after the approval. */
const answers = permits('ContributionAnswered', 'ContributionPlaced');
const contributions = { ...answers, ...permits('ContributionReceived') } as const;

/** The ends of a cycle before its approval, and after it. */
const abandoned = { CycleAbandoned: '#abandoned' } as const;
const undone = { CycleAnnulled: '#annulled', CycleRevoked: '#revoked' } as const;
/** A session that is called off, or that could not decide, is convened again. */
const noDecision = [
  { guard: { type: 'outcome', params: { is: 'postponed' } }, target: 'adjourned' },
  { guard: { type: 'outcome', params: { is: 'noQuorum' } }, target: 'adjourned' },
] as const;
/** What the organ asked for is met, and accepted, also after the year was closed. */
const prescriptions = permits('PrescriptionMet', 'PrescriptionAccepted', 'PrescriptionNotAccepted');
/** What goes on around a plan in force, whatever else happens to it. */
const aroundThePlan = {
  ...always,
  ...deadlines,
  ...questions,
  ...answers,
  ...procedure,
  ...prescriptions,
  ...permits(
    'RegionalActLinked',
    'ParentPlanLinked',
    'MinutesApproved',
    'SchedaReassigned',
    'SchedaAnnulled',
  ),
} as const;

/** Merged, or left without a scheda, it is another plan: the one that can be read outside is out of date. */
function otherPlan<State extends string>(target: State) {
  return { RevisionMerged: target, SchedaAnnulled: target } as const;
}

/** The report holds what the plan no longer does: it is endorsed, and approved, anew. */
const reportWithout = { SchedaAnnulled: 'collecting' } as const;

/** How co-programming is decided, proposed or not. */
const decisions = {
  CoProgrammingActivated: 'activated',
  CoProgrammingReferred: 'referred',
  CoProgrammingNotActivated: 'notActivated',
} as const;

/** A procedure that fails is given up, until it is concluded, with the reasons a no would have needed. */
const givenUp = { CoProgrammingNotActivated: '#coProgrammingNotActivated' } as const;

/**
 * The yearly programme (POA) from its draft to its closing. A cycle is drafted, opened, started by its
 * kickoff and prepared along four ways at once; it is verified, proposed, put on the agenda and
 * deliberated. Participation (LR Toscana 40/2005 art. 15) and the decision on co-programming (LR Toscana
 * 65/2020 art. 9) must be settled before verification opens: no way to `inForce` goes around them. A plan in
 * force is published, deposited, monitored and, if need be, revised, which the organ deliberates again; then
 * it is reported on, and closed. It can be suspended and taken up where it stood; what is annulled, revoked
 * or abandoned stays readable for ever.
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
    nothingUnderWay: and([stateIn('#noRevision'), stateIn('#noCheckpoint')]),
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
      on: {
        ...frame,
        ...tree,
        ...meetingCalendar,
        ...carriedOver,
        ...abandoned,
        CycleOpened: 'kickoff',
      },
    },
    kickoff: {
      meta: called.kickoff,
      on: {
        ...frame,
        ...procedure,
        ...tree,
        ...meetingCalendar,
        ...carriedOver,
        ...abandoned,
        KickoffHeld: 'preparation',
      },
    },
    preparation: {
      id: 'preparation',
      type: 'parallel',
      meta: called.preparation,
      on: {
        ...frame,
        ...procedure,
        ...tree,
        ...contributions,
        ...permits('CarryOverRecorded'),
        ...abandoned,
        CycleSuspended: '#suspendedInPreparation',
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
                  'CategoryExemptionDeclined',
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
              on: { ...decisions, CoProgrammingProposed: 'proposed' },
            },
            proposed: {
              meta: called.proposed,
              on: { ...decisions, ...permits('CoProgrammingProposed') },
            },
            notActivated: {
              id: 'coProgrammingNotActivated',
              meta: called.notActivated,
              on: { CoProgrammingActivated: 'activated', CoProgrammingReferred: 'referred' },
            },
            referred: {
              meta: called.referred,
              on: { ...givenUp, CoProgrammingConcluded: '#coProgrammingPublished' },
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
                  on: {
                    ...givenUp,
                    ...permits('NoticeExtended', 'ApplicationReceived'),
                    NoticeClosed: 'inSession',
                  },
                },
                inSession: {
                  meta: called.inSession,
                  on: {
                    ...givenUp,
                    ...permits(
                      'ApplicationReceived',
                      'ApplicationAdmitted',
                      'ApplicationNotAdmitted',
                      'CoProgrammingSessionHeld',
                    ),
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
              // The schede carried over came before: whoever first works on one begins the drafting.
              on: { ...whereWorkBegins },
            },
            underWay: {
              id: 'draftingUnderWay',
              meta: called.draftingUnderWay,
              on: { ...schedeAtWork, ...spreadsheets },
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
            // A newer edition takes the place of the older one, and is adopted in its turn.
            adopted: { meta: called.adopted, on: { HealthProfileAttached: 'attached' } },
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
        ...procedure,
        ...tree,
        ...contributions,
        ...permits('MinutesApproved'),
        // Its organ may adopt the profile later than the schede are written.
        ...permits('HealthProfileAttached', 'HealthProfileAdopted'),
        ...schedeAtWork,
        ...spreadsheets,
        ...permits('SchedaLeftOut', 'CarryOverRecorded'),
        ...abandoned,
        CycleSuspended: '#suspendedInVerification',
        FixesRequested: '#preparation.asItWas',
        VerificationClosed: 'approval',
      },
    },
    approval: {
      id: 'approval',
      initial: 'proposal',
      meta: called.approval,
      on: {
        ...frame,
        ...procedure,
        ...answers,
        ...permits('MinutesApproved'),
        ...abandoned,
        CycleSuspended: '#suspendedInApproval',
      },
      states: {
        proposal: {
          meta: called.proposal,
          on: { ProposalEndorsed: 'endorsed', ProposalReturned: '#verification' },
        },
        endorsed: {
          meta: called.endorsed,
          on: { OrganConvened: 'onAgenda', ProposalReturned: '#verification' },
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
                  { guard: { type: 'outcome', params: { is: 'approved' } }, target: '#inForce' },
                  {
                    guard: { type: 'outcome', params: { is: 'approvedWithPrescriptions' } },
                    target: '#inForce',
                  },
                  {
                    guard: { type: 'outcome', params: { is: 'rejected' } },
                    target: '#verification',
                  },
                  ...noDecision,
                ],
              },
            },
            adjourned: {
              meta: called.adjourned,
              on: { OrganConvened: 'convened', ProposalReturned: '#verification' },
            },
          },
        },
        asItWas: { type: 'history', history: 'deep' },
      },
    },
    inForce: {
      id: 'inForce',
      type: 'parallel',
      meta: called.inForce,
      on: {
        ...aroundThePlan,
        ...undone,
        ...permits('PrescriptionSet', 'SchedaApproved', 'SchedaDropped'),
        CycleSuspended: '#suspendedInForce',
        FinalReportStarted: { target: 'reporting', guard: 'nothingUnderWay' },
      },
      states: {
        monitoring: {
          initial: 'betweenCheckpoints',
          meta: called.monitoring,
          states: {
            betweenCheckpoints: {
              id: 'noCheckpoint',
              meta: called.betweenCheckpoints,
              on: { ...permits('ProgressRecorded'), CheckpointOpened: 'atCheckpoint' },
            },
            atCheckpoint: {
              meta: called.atCheckpoint,
              on: { ...permits('ProgressRecorded'), CheckpointClosed: 'betweenCheckpoints' },
            },
          },
        },
        revision: {
          initial: 'none',
          meta: called.revision,
          states: {
            none: {
              id: 'noRevision',
              meta: called.noRevision,
              on: { ...permits('RevisionMerged'), RevisionOpened: 'open' },
            },
            open: {
              id: 'revisionOpen',
              meta: called.revisionOpen,
              on: {
                ...schedeOfTheYear,
                ...spreadsheets,
                ...tree,
                ...permits('SchedaReopened', 'AmendmentDropped', 'SchedaLeftOut'),
                RevisionVerified: 'proposal',
                RevisionDropped: 'none',
              },
            },
            proposal: {
              meta: called.revisionProposal,
              on: { ProposalEndorsed: 'endorsed', ProposalReturned: 'open' },
            },
            endorsed: {
              meta: called.revisionEndorsed,
              on: { OrganConvened: 'onAgenda', ProposalReturned: 'open' },
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
                        target: '#noRevision',
                      },
                      {
                        guard: { type: 'outcome', params: { is: 'approvedWithPrescriptions' } },
                        target: '#noRevision',
                      },
                      {
                        guard: { type: 'outcome', params: { is: 'rejected' } },
                        target: '#revisionOpen',
                      },
                      ...noDecision,
                    ],
                  },
                },
                adjourned: {
                  meta: called.adjourned,
                  on: { OrganConvened: 'convened', ProposalReturned: '#revisionOpen' },
                },
              },
            },
          },
        },
        publication: {
          initial: 'toPublish',
          meta: called.publication,
          states: {
            toPublish: {
              meta: called.toPublish,
              on: { PlanPublished: 'published' },
            },
            published: {
              meta: called.planPublished,
              on: { ...permits('PlanPublished'), ...otherPlan('toPublish') },
            },
          },
        },
        prowebDeposit: {
          initial: 'toDeposit',
          meta: called.prowebDeposit,
          states: {
            toDeposit: {
              meta: called.toDeposit,
              on: { ProwebDepositRecorded: 'deposited' },
            },
            deposited: {
              meta: called.deposited,
              on: { ...permits('ProwebDepositRecorded'), ...otherPlan('toDeposit') },
            },
          },
        },
        asItWas: { type: 'history', history: 'deep' },
      },
    },
    reporting: {
      id: 'reporting',
      initial: 'collecting',
      meta: called.reporting,
      on: {
        ...aroundThePlan,
        ...undone,
        ...permits('PlanPublished', 'ProwebDepositRecorded'),
        CycleSuspended: '#suspendedInReporting',
      },
      states: {
        collecting: {
          meta: called.collecting,
          on: {
            ...permits('SchedaReported', 'ReportAccepted', 'ReportReturned', 'SchedaExcused'),
            FinalReportEndorsed: 'endorsed',
          },
        },
        endorsed: {
          meta: called.reportEndorsed,
          on: {
            ...reportWithout,
            FinalReportApproved: 'approved',
            FinalReportReturned: 'collecting',
          },
        },
        approved: {
          meta: called.reportApproved,
          on: { ...reportWithout, CycleClosed: '#closed' },
        },
        asItWas: { type: 'history', history: 'deep' },
      },
    },
    closed: {
      id: 'closed',
      meta: called.closed,
      on: {
        ...always,
        ...questions,
        ...answers,
        ...prescriptions,
        CycleReopened: 'reporting',
      },
    },
    suspended: {
      initial: 'inPreparation',
      meta: called.suspended,
      on: {
        ...always,
        ...permits('DeadlineExtended', 'DeadlineMissed', 'DeadlineMet', 'ReminderSent'),
      },
      states: {
        inPreparation: {
          id: 'suspendedInPreparation',
          meta: called.suspendedInPreparation,
          on: { ...abandoned, CycleResumed: '#preparation.asItWas' },
        },
        inVerification: {
          id: 'suspendedInVerification',
          meta: called.suspendedInVerification,
          on: { ...abandoned, CycleResumed: '#verification' },
        },
        inApproval: {
          id: 'suspendedInApproval',
          meta: called.suspendedInApproval,
          on: { ...abandoned, CycleResumed: '#approval.asItWas' },
        },
        inForce: {
          id: 'suspendedInForce',
          meta: called.suspendedInForce,
          on: { ...undone, CycleResumed: '#inForce.asItWas' },
        },
        inReporting: {
          id: 'suspendedInReporting',
          meta: called.suspendedInReporting,
          on: { ...undone, CycleResumed: '#reporting.asItWas' },
        },
      },
    },
    annulled: { id: 'annulled', meta: called.annulled, on: { ...always } },
    revoked: { id: 'revoked', meta: called.revoked, on: { ...always } },
    abandoned: { id: 'abandoned', meta: called.abandoned, on: { ...always } },
  },
});
