import { and, or, setup, stateIn } from 'xstate';
import { outcome, permit } from '#workflow';
import { permits, type MachineEvent } from '../definitions/vocabulary.machine.js';

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
  'SchedaRevised',
  'SchedaSubmitted',
  'SchedaTakenInCharge',
  'SchedaReturned',
  'SchedaChecked',
  'SchedaWithdrawalRequested',
  'SchedaWithdrawalDenied',
  'SchedaWithdrawn',
);
const listening = permits(
  'MeetingScheduled',
  'MeetingConvened',
  'MeetingRescheduled',
  'MeetingCancelled',
  'MeetingHeld',
  'MinutesRecorded',
  'MinutesApproved',
  'CategoryExemptionProposed',
  'CategoryExempted',
);
const contributions = permits('ContributionReceived', 'ContributionAnswered');

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
      meta: { it: 'non ancora impostato', en: 'not yet drafted' },
      on: { CycleDrafted: 'draft' },
    },
    draft: {
      meta: {
        it: 'in bozza',
        en: 'draft',
        awaits: {
          roles: ['UPc'],
          it: 'Aprire il ciclo: responsabile e fascicolo',
          en: 'Open the cycle: responsible person and case file',
        },
      },
      on: { ...frame, ...tree, ...meetingCalendar, CycleOpened: 'kickoff' },
    },
    kickoff: {
      meta: {
        it: 'in avvio',
        en: 'kickoff',
        awaits: {
          roles: ['UPc', 'UPo'],
          it: 'Tenere la riunione di avvio',
          en: 'Hold the kickoff meeting',
        },
      },
      on: { ...frame, ...tree, ...meetingCalendar, KickoffHeld: 'preparation' },
    },
    preparation: {
      id: 'preparation',
      type: 'parallel',
      meta: {
        it: 'in preparazione',
        en: 'in preparation',
        awaits: {
          roles: ['UPc'],
          it: 'Aprire la verifica quando partecipazione e co-programmazione sono definite',
          en: 'Open the verification once participation and co-programming are settled',
          dueBy: 'SCHEDE_SUBMITTED',
        },
      },
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
          meta: { it: 'partecipazione', en: 'participation' },
          states: {
            notStarted: {
              meta: {
                it: 'partecipazione non avviata',
                en: 'participation not started',
                awaits: {
                  roles: ['UPc', 'UPo'],
                  it: 'Convocare gli incontri di partecipazione',
                  en: 'Convene the participation meetings',
                  dueBy: 'PARTICIPATION',
                },
              },
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
              meta: {
                it: 'incontri in calendario',
                en: 'meetings scheduled',
                awaits: {
                  roles: ['UPc', 'UPo'],
                  it: 'Tenere gli incontri di partecipazione',
                  en: 'Hold the participation meetings',
                  dueBy: 'PARTICIPATION',
                },
              },
              on: {
                ...listening,
                ...permits('ParticipationGapOpened'),
                MeetingHeld: 'underWay',
                ParticipationCompleted: 'complete',
              },
            },
            underWay: {
              meta: {
                it: 'partecipazione in corso',
                en: 'participation under way',
                awaits: {
                  roles: ['UPc', 'UPo'],
                  it: 'Completare la partecipazione: categorie non ancora ascoltate',
                  en: 'Complete participation: categories not heard yet',
                  dueBy: 'PARTICIPATION',
                },
              },
              on: {
                ...listening,
                ParticipationGapOpened: 'scheduled',
                ParticipationCompleted: 'complete',
              },
            },
            complete: {
              id: 'participationComplete',
              meta: { it: 'partecipazione conclusa', en: 'participation complete' },
              on: { ...listening },
            },
          },
        },
        coProgramming: {
          initial: 'undecided',
          meta: { it: 'co-programmazione', en: 'co-programming' },
          states: {
            undecided: {
              meta: {
                it: 'co-programmazione da decidere',
                en: 'co-programming undecided',
                awaits: {
                  roles: ['DIR'],
                  it: 'Decidere sulla co-programmazione: attivarla o motivare il no',
                  en: 'Decide on co-programming: activate it or give the reasons for not doing so',
                  dueBy: 'CO_PROGRAMMING_DECISION',
                },
              },
              on: {
                CoProgrammingActivated: 'activated',
                CoProgrammingNotActivated: 'notActivated',
              },
            },
            notActivated: {
              id: 'coProgrammingNotActivated',
              meta: {
                it: 'co-programmazione non attivata, con motivazione',
                en: 'co-programming not activated, with reasons',
              },
              on: { CoProgrammingActivated: 'activated' },
            },
            activated: {
              initial: 'started',
              meta: { it: 'co-programmazione attivata', en: 'co-programming activated' },
              states: {
                started: {
                  meta: {
                    it: 'atto di avvio adottato',
                    en: 'started by an act',
                    awaits: {
                      roles: ['UPc', 'UPo'],
                      it: "Pubblicare l'avviso",
                      en: 'Publish the notice',
                    },
                  },
                  on: { NoticePublished: 'onNotice' },
                },
                onNotice: {
                  meta: {
                    it: 'avviso pubblicato',
                    en: 'notice published',
                    awaits: {
                      roles: ['UPc', 'UPo'],
                      it: "Chiudere l'avviso",
                      en: 'Close the notice',
                    },
                  },
                  on: { ...permits('NoticeExtended'), NoticeClosed: 'inSession' },
                },
                inSession: {
                  meta: {
                    it: 'sessioni di co-programmazione',
                    en: 'in session',
                    awaits: {
                      roles: ['UPc'],
                      it: 'Tenere le sessioni e rilasciare la relazione motivata',
                      en: 'Hold the sessions and issue the reasoned report',
                    },
                  },
                  on: {
                    ...permits('CoProgrammingSessionHeld'),
                    CoProgrammingReportIssued: 'reported',
                  },
                },
                reported: {
                  meta: {
                    it: 'relazione motivata rilasciata',
                    en: 'reasoned report issued',
                    awaits: {
                      roles: ['UPc', 'UPo'],
                      it: 'Pubblicare la relazione',
                      en: 'Publish the report',
                    },
                  },
                  on: { CoProgrammingReportPublished: 'published' },
                },
                published: {
                  id: 'coProgrammingPublished',
                  meta: { it: 'co-programmazione conclusa', en: 'co-programming concluded' },
                },
              },
            },
          },
        },
        drafting: {
          initial: 'empty',
          meta: { it: 'redazione', en: 'drafting' },
          states: {
            empty: {
              meta: {
                it: 'nessuna scheda assegnata',
                en: 'no scheda assigned',
                awaits: {
                  roles: ['UPc'],
                  it: 'Assegnare le schede alle unità',
                  en: 'Assign the schede to the units',
                },
              },
              on: { SchedaAssigned: 'underWay' },
            },
            underWay: {
              id: 'draftingUnderWay',
              meta: { it: 'schede in redazione', en: 'schede under way' },
              on: { ...schedeAtWork },
            },
          },
        },
        knowledge: {
          initial: 'none',
          meta: { it: 'quadro conoscitivo', en: 'knowledge' },
          states: {
            none: {
              meta: {
                it: 'profilo di salute non allegato',
                en: 'no health profile attached',
                awaits: {
                  roles: ['UPc', 'UPo'],
                  it: 'Allegare il profilo di salute',
                  en: 'Attach the health profile',
                },
              },
              on: { HealthProfileAttached: 'attached' },
            },
            attached: {
              meta: { it: 'profilo di salute allegato', en: 'health profile attached' },
              on: { ...permits('HealthProfileAttached'), HealthProfileAdopted: 'adopted' },
            },
            adopted: { meta: { it: 'profilo di salute adottato', en: 'health profile adopted' } },
          },
        },
        asItWas: { type: 'history', history: 'deep' },
      },
    },
    verification: {
      id: 'verification',
      meta: {
        it: 'in verifica',
        en: 'in verification',
        awaits: {
          roles: ['UPc'],
          it: 'Chiudere la verifica o chiedere correzioni',
          en: 'Close the verification or ask for fixes',
          dueBy: 'SCHEDE_CHECKED',
        },
      },
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
      meta: { it: 'in approvazione', en: 'in approval' },
      on: {
        ...permits(
          'DeadlineSet',
          'DeadlineExtended',
          'DeadlineShortened',
          'DeadlineWaived',
          'QuestionRaised',
          'QuestionAnswered',
          'ContributionAnswered',
        ),
      },
      states: {
        proposal: {
          meta: {
            it: 'proposta alla firma del Direttore',
            en: 'proposal before the director',
            awaits: {
              roles: ['DIR'],
              it: 'Fare propria la proposta o restituirla',
              en: 'Endorse the proposal or return it',
              dueBy: 'PROPOSAL',
            },
          },
          on: { ProposalEndorsed: 'endorsed', ProposalReturned: '#verification' },
        },
        endorsed: {
          meta: {
            it: 'proposta del Direttore',
            en: 'endorsed',
            awaits: {
              roles: ['SEG'],
              it: 'Convocare la Conferenza',
              en: "Convene the mayors' conference",
              dueBy: 'CONVOCATION',
            },
          },
          on: { OrganConvened: 'onAgenda' },
        },
        onAgenda: {
          initial: 'convened',
          meta: { it: "all'ordine del giorno", en: 'on the agenda' },
          states: {
            convened: {
              meta: {
                it: 'seduta convocata',
                en: 'session convened',
                awaits: {
                  roles: ['SEG'],
                  it: "Registrare l'esito della seduta",
                  en: 'Record the outcome of the session',
                  dueBy: 'APPROVAL',
                },
              },
              on: {
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
              meta: {
                it: 'seduta da riconvocare',
                en: 'adjourned',
                awaits: {
                  roles: ['SEG'],
                  it: 'Convocare una nuova seduta',
                  en: 'Convene a new session',
                  dueBy: 'APPROVAL',
                },
              },
              on: { OrganConvened: 'convened' },
            },
          },
        },
      },
    },
    approved: {
      id: 'approved',
      meta: { it: 'approvato', en: 'approved' },
      on: { ...permits('SchedaApproved', 'QuestionAnswered', 'ContributionAnswered') },
    },
  },
});
