import fc from 'fast-check';

/** Properties try the same cases in every run, so that a red run is somebody's change; `FC_SEED=…` tries others. */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_260_302) });
