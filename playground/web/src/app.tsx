import { useEffect, useState } from 'react';
import type { Person } from '../../protocol.ts';
import { Avatar } from './chat/avatar.tsx';
import { WorkspaceView } from './chat/workspace.tsx';
import { fetchPeople, useLive } from './lib/api.ts';
import { langOf, wordsFor } from './lib/words.ts';

export function App() {
  const as = new URLSearchParams(location.search).get('as') ?? '';
  return as ? <Tab as={as} /> : <Chooser />;
}

function Tab({ as }: { as: string }) {
  const live = useLive(as);
  const words = wordsFor(navigator.language);
  if (live.state) return <WorkspaceView as={as} state={live.state} live={live} />;
  if (live.refused) return <Chooser note={words.unknownPerson} />;
  return <p className="empty">{words.loading}</p>;
}

function Chooser({ note }: { note?: string }) {
  const words = wordsFor(navigator.language);
  const [people, setPeople] = useState<Person[] | undefined>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let over = false;
    void fetchPeople().then((all) => {
      if (!over) setPeople(all?.filter((one) => !one.isBot && !one.isDeleted) ?? []);
    });
    return () => {
      over = true;
    };
  }, [tries]);
  return (
    <main className="chooser">
      <header>
        <span className="logo" aria-hidden="true">
          菁英
        </span>
        <h1>{words.chooseTitle}</h1>
        <p>{note ?? words.chooseHint}</p>
      </header>
      {people?.length === 0 && (
        <p className="empty">
          {words.noPeople}{' '}
          <button type="button" className="btn" onClick={() => setTries(tries + 1)}>
            {words.retry}
          </button>
        </p>
      )}
      <ul>
        {people?.map((one) => (
          <li key={one.id}>
            <a href={`?as=${encodeURIComponent(one.id)}`} className="person-card" lang={one.locale}>
              <Avatar person={one} id={one.id} />
              <span>
                <strong>{one.name}</strong>
                <small>{one.title}</small>
                <small className="lang">
                  {langOf(one.locale) === 'zh' ? '中文' : 'English'} · {one.tz}
                </small>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </main>
  );
}
