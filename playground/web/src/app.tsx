import { WorkspaceView } from './chat/workspace.tsx';
import { useLive } from './lib/api.ts';
import { chosenLang, wordsFor } from './lib/words.ts';
import { StartPage } from './start-page.tsx';

export function App() {
  const as = new URLSearchParams(location.search).get('as') ?? '';
  return as ? <Tab as={as} /> : <StartPage />;
}

function Tab({ as }: { as: string }) {
  const live = useLive(as);
  const words = wordsFor(chosenLang());
  if (live.state) return <WorkspaceView as={as} state={live.state} live={live} />;
  if (live.refused) return <StartPage note={words.unknownPerson} />;
  return <p className="empty">{words.loading}</p>;
}
