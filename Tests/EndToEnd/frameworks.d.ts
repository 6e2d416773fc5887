// As much of Svelte, React and SvelteKit as exported code uses.

declare function $state<T>(value: T): T;
declare namespace $state {
  function raw<T>(value: T): T;
}
declare module "react" {
  export function useState<T>(start: T): [T, (value: T) => void];
  export function useEffect(effect: () => (() => void) | void, keys?: readonly unknown[]): void;
  export function useRef<T>(start: T): { current: T };
}
declare module "@sveltejs/kit" {
  export type RequestHandler = (event: {
    readonly params: Partial<Record<string, string>>;
    readonly request: Request;
    readonly route: { readonly id: string | null };
    readonly url: URL;
  }) => Response | Promise<Response>;
}
