import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import { keys, type KeyName } from '../../keys.js';
import { Page } from '../../pieces/page.js';

/** Which keys do what, and the switch for those that are single. */
export function KeyboardPage({ frame }: { readonly frame: Frame }): JSX.Element {
  const { words } = frame;
  const said = words.keyboard;
  return (
    <Page
      frame={frame}
      isDated={false}
      title={said.title}
      crumbs={[
        { label: words.desk.title, address: '/' },
        { label: words.help.title, address: '/aiuto' },
      ]}
    >
      <p class="lead" id="keys-lead">
        {said.lead}
      </p>
      <p data-without-script>{said.noScript}</p>
      <div class="card" data-single-keys hidden>
        <label class="choice">
          <input type="checkbox" aria-describedby="single-hint" checked /> {said.single}
        </label>
        <p class="hint" id="single-hint">
          {said.singleHint}
        </p>
      </div>
      <table class="table" aria-describedby="keys-lead">
        <thead>
          <tr>
            <th scope="col">{said.key}</th>
            <th scope="col">{said.does}</th>
          </tr>
        </thead>
        <tbody>
          {(Object.keys(keys) as KeyName[]).map((name) => (
            <tr key={name}>
              <td>
                <Keys frame={frame} name={name} />
              </td>
              <td>{said.keys[name]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Page>
  );
}

/** A key as it is written on it: two of them one after the other, or held together. */
function Keys({
  frame: { words },
  name,
}: {
  readonly frame: Frame;
  readonly name: KeyName;
}): JSX.Element {
  const said = words.keyboard;
  const called: Readonly<Record<string, string>> = {
    Control: said.control,
    Enter: said.enter,
    s: 'S',
  };
  const key = keys[name];
  const [first, second] = key.split(' ');
  if (second !== undefined) {
    return (
      <>
        <kbd>{first}</kbd> {said.then} <kbd>{second}</kbd>
      </>
    );
  }
  if (key.includes('+')) {
    return (
      <kbd>
        {key
          .split('+')
          .map((each) => called[each] ?? each)
          .join('+')}
      </kbd>
    );
  }
  return (
    <>
      <kbd>{key}</kbd>
      {name === 'search' && (
        <>
          {' '}
          {said.or} <kbd>{said.control}+K</kbd>
        </>
      )}
    </>
  );
}
