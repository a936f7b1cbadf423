/** Who looks after a kind in a branch; an empty branch is the company's own route. */
export interface Route {
  branch: string;
  owner: string;
  deputy?: string | undefined;
}

/** The route for a branch: its own, else the company's. */
export function routeFor(routes: readonly Route[], branch: string): Route | undefined {
  return routes.find((one) => one.branch === branch) ?? routes.find((one) => one.branch === '');
}

/** The owner, or the deputy while the owner is away or gone; undefined when neither is there. */
export function personOf(route: Route | undefined, isThere: (user: string) => boolean): string | undefined {
  if (route === undefined) return undefined;
  if (isThere(route.owner)) return route.owner;
  return route.deputy !== undefined && isThere(route.deputy) ? route.deputy : undefined;
}
