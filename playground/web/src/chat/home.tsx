import { useEffect, useState } from 'react';
import { Blocks } from '../blocks/blocks.tsx';
import { collect } from '../lib/element-state.ts';
import { useSession } from '../lib/session.ts';
import { choices, type Surface, SurfaceContext } from '../lib/surface.ts';

export function HomeView() {
  const { state, act, words } = useSession();
  const [failed, setFailed] = useState('');
  useEffect(() => {
    void act({ kind: 'open-home' });
  }, [act]);
  const { home } = state;
  if (!home)
    return (
      <div className="home" tabIndex={-1} data-home-focus>
        <p className="empty">{words.noHome}</p>
      </div>
    );
  const key = `view:${home.id}`;
  const surface: Surface = {
    key,
    kind: 'home',
    blocks: home.blocks,
    errors: {},
    act: async (block_id, action_id, element) => {
      setFailed('');
      const result = await act({
        kind: 'view-action',
        view: home.id,
        block_id,
        action_id,
        ...(element ? { state: element } : {}),
        viewState: collect(home.blocks, choices.of(key)),
      });
      if (!result.ok) setFailed(result.error ?? 'error');
    },
    suggest: (block_id, action_id, value) => act({ kind: 'suggest', view: home.id, block_id, action_id, value }),
  };
  return (
    <section className="home" aria-label={words.home} tabIndex={-1} data-home-focus>
      <SurfaceContext value={surface}>
        <div className="blocks">
          <Blocks blocks={home.blocks} />
        </div>
      </SurfaceContext>
      {failed && (
        <p className="failed" {...{ role: 'alert' }}>
          ⚠ {words.actionFailed(failed)}
        </p>
      )}
    </section>
  );
}
