import { useEffect, useState } from 'react';
import type { Person, WorkspaceState } from '../../protocol.ts';
import { Avatar } from './chat/avatar.tsx';
import { fetchPlace, hasOpenQuestion } from './lib/api.ts';
import { hintOf, type StartName } from './lib/starts.ts';
import { nameFor, titleOf } from './lib/units.ts';
import { chooseLang, chosenLang, type Lang, wordsFor } from './lib/words.ts';

/** Who answers: the first of them with an open question. It is open until the end of the shift. */
const WORKERS = [
  { user: 'U0QH2002', until: '16:00' },
  { user: 'U0QH1003', until: '14:30' },
  { user: 'U0QH3002', until: '22:30' },
];
const PEOPLE: Record<Exclude<StartName, 'worker'>, string> = { chair: 'U0QH1001', english: 'U0QH1005' };

interface Start {
  name: StartName;
  user: string;
  /** Nothing waits yet: the clock has to move first, or something has to be sent. */
  isLater: boolean;
}

/** What there is to begin with, and for whom. @param isNew without a past, so that nothing waits for anybody */
async function findStarts(now: number, isNew: boolean): Promise<Start[]> {
  const open = await Promise.all(WORKERS.map(({ user, until }) => hasOpenQuestion(user, now, until)));
  const first = open.indexOf(true);
  return [
    { name: 'worker', user: WORKERS[Math.max(0, first)]?.user ?? '', isLater: first < 0 },
    { name: 'chair', user: PEOPLE.chair, isLater: isNew },
    { name: 'english', user: PEOPLE.english, isLater: isNew },
  ];
}

/** The first page: what this is, three ways to begin, and everybody whom one can be. */
export function StartPage({ note }: { note?: string }) {
  const [lang, setLang] = useState<Lang>(chosenLang);
  const [place, setPlace] = useState<WorkspaceState | 'none' | undefined>();
  const [starts, setStarts] = useState<Start[]>([]);
  const [tries, setTries] = useState(0);
  const words = wordsFor(lang);
  useEffect(() => {
    let over = false;
    void fetchPlace().then(async (found) => {
      const ways = found ? await findStarts(found.now, !found.people.some((one) => one.isCrowd)) : [];
      if (over) return;
      setPlace(found ?? 'none');
      setStarts(ways);
    });
    return () => {
      over = true;
    };
  }, [tries]);
  useEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
    document.title = words.startTitle;
  }, [lang, words]);
  const state = place === 'none' ? undefined : place;
  const known = state?.people.filter((one) => !one.isBot && !one.isDeleted) ?? [];
  const people = known.filter((one) => !one.isCrowd);
  const say = known.length > people.length ? words.startHere : words.startSmall;
  const company = lang === 'zh' ? state?.team.name : 'Qinghe Aquatic';
  return (
    <main className="chooser">
      <header>
        <div className="start-top">
          <span className="logo" aria-hidden="true">
            菁英
          </span>
          <fieldset className="languages" aria-label={words.languageOfPage}>
            {(['zh', 'en'] as const).map((one) => (
              <button
                key={one}
                type="button"
                lang={one}
                aria-pressed={lang === one}
                onClick={() => {
                  chooseLang(one);
                  setLang(one);
                }}
              >
                {wordsFor(one).language}
              </button>
            ))}
          </fieldset>
        </div>
        <h1>{words.startTitle}</h1>
        <p>
          {words.startWhat} {state && say(company ?? '', known.length)}
        </p>
        {note && <p {...{ role: 'alert' }}>{note}</p>}
      </header>
      {place === 'none' && (
        <p className="empty">
          {words.noPeople}{' '}
          <button type="button" className="btn" onClick={() => setTries(tries + 1)}>
            {words.retry}
          </button>
        </p>
      )}
      {people.length > 0 && (
        <>
          <h2>{words.startsTitle}</h2>
          <ul className="starts">
            {starts.map((start) => (
              <StartCard
                key={start.name}
                start={start}
                person={people.find((one) => one.id === start.user)}
                lang={lang}
              />
            ))}
          </ul>
          <h2>{words.everybody}</h2>
          <p>{words.chooseHint}</p>
          <ul className="everybody">
            {people.map((one) => (
              <li key={one.id}>
                <a href={`?as=${encodeURIComponent(one.id)}`} className="person-card">
                  <PersonLine person={one} lang={lang} />
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </main>
  );
}

function StartCard({ start, person, lang }: { start: Start; person: Person | undefined; lang: Lang }) {
  const words = wordsFor(lang);
  if (!person) return null;
  const { name, user, isLater } = start;
  const inside = new URLSearchParams({
    as: user,
    in: name === 'chair' ? 'home' : 'messages',
    start: isLater ? `${name}-later` : name,
  });
  return (
    <li>
      <a href={`?${inside}`} className="start-card">
        <strong>{words.starts[name].title}</strong>
        <span className="start-person">
          <PersonLine person={person} lang={lang} />
        </span>
        <span className="start-next">{hintOf(inside.get('start') ?? '', lang)}</span>
      </a>
    </li>
  );
}

function PersonLine({ person, lang }: { person: Person; lang: Lang }) {
  return (
    <>
      <Avatar person={person} id={person.id} />
      <span>
        <strong>{nameFor(person, lang)}</strong>
        <small>{titleOf(person, lang)}</small>
        {person.locale !== 'zh-CN' && <small className="lang">English</small>}
      </span>
    </>
  );
}
