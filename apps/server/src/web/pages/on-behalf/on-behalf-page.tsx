import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import { roleNames, type Role } from '#people';
import type { Frame } from '../../frame.js';
import { Page } from '../../pieces/page.js';

/** For whom somebody may act today, and in which roles of their own. */
export function OnBehalfPage({ frame }: { readonly frame: Frame }): JSX.Element {
  const { words, self } = frame;
  return (
    <Page
      frame={frame}
      title={words.onBehalf.title}
      crumbs={[{ label: words.desk.title, address: '/' }]}
    >
      <section aria-labelledby="delegations">
        <h2 id="delegations">{words.onBehalf.delegations}</h2>
        {self?.mayActFor.length ? (
          <ul class="items">
            {self.mayActFor.map((each) => (
              <Delegation key={each.delegationId} frame={frame} delegation={each} />
            ))}
          </ul>
        ) : (
          <p>{words.onBehalf.none}</p>
        )}
      </section>
      <Roles frame={frame} />
    </Page>
  );
}

type MayActFor = NonNullable<Frame['self']>['mayActFor'][number];

function Delegation({
  frame: { words, language, actingFor },
  delegation: { personId, role, unitId, until },
}: {
  readonly frame: Frame;
  readonly delegation: MayActFor;
}): JSX.Element {
  const roleName = roleNames[role as Role][language];
  const isOn = actingFor?.personId === personId;
  return (
    <li class="item">
      <div class="item-main">
        <h3>{personId}</h3>
        <p>
          {roleName}
          {unitId !== null && `, ${unitId}`} ·{' '}
          {words.onBehalf.until(dayInWords(until, language, 'full'))}
        </p>
      </div>
      <div class="item-aside">
        <form method="post" action={isOn ? '/per-conto/fine' : '/per-conto'}>
          <input type="hidden" name="personId" value={personId} />
          <button type="submit" class={isOn ? 'button' : 'button button-second'}>
            {isOn ? words.onBehalf.end : words.onBehalf.begin(personId)}
          </button>
        </form>
      </div>
    </li>
  );
}

/** Nothing for whoever has one role alone. */
function Roles({
  frame: { words, language, self },
}: {
  readonly frame: Frame;
}): JSX.Element | null {
  if (!self || self.mayActAs.length < 2) return null;
  return (
    <section aria-labelledby="roles">
      <h2 id="roles">{words.onBehalf.roles}</h2>
      <ul class="items">
        {self.mayActAs.map(({ zone, role, unitId, unitName }) => {
          const isThis =
            zone === self.zone && role === self.role && (unitId ?? null) === self.unitId;
          const name = roleNames[role][language];
          return (
            <li key={[zone, role, unitId].join(' ')} class="item">
              <div class="item-main">
                <h3>{name}</h3>
                <p>{[unitName ?? unitId, words.service.zone(zone)].filter(Boolean).join(' · ')}</p>
              </div>
              <div class="item-aside">
                {isThis ? (
                  <p>{words.onBehalf.thisRole}</p>
                ) : (
                  <form method="post" action="/per-conto/ruolo">
                    <input type="hidden" name="zone" value={zone} />
                    <input type="hidden" name="role" value={role} />
                    <input type="hidden" name="unitId" value={unitId ?? ''} />
                    <button type="submit" class="button button-second">
                      {words.onBehalf.switchTo(name)}
                    </button>
                  </form>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
