// As much of Svelte, React, Vue and SvelteKit as exported code uses.

declare function $state<T>(value: T): T;
declare namespace $state {
  function raw<T>(value: T): T;
}
declare module "react" {
  export function useState<T>(start: T | (() => T)): [T, (value: T | ((last: T) => T)) => void];
  export function useEffect(effect: () => (() => void) | void, keys?: readonly unknown[]): void;
  export function useRef<T>(start: T): { current: T };
}
declare module "vue" {
  export interface Ref<T> {
    value: T;
  }
  export interface ComputedRef<T> {
    readonly value: T;
  }
  export type MaybeRefOrGetter<T> = T | Ref<T> | ComputedRef<T> | (() => T);
  export function computed<T>(get: () => T): ComputedRef<T>;
  export function shallowRef<T>(value: T): Ref<T>;
  export function toValue<T>(source: MaybeRefOrGetter<T>): T;
  export function watchEffect(
    effect: (onCleanup: (clean: () => void) => void) => void,
    options?: { flush?: "pre" | "post" | "sync" },
  ): () => void;
}
declare module "@sveltejs/kit" {
  export type RequestHandler = (event: {
    readonly params: Partial<Record<string, string>>;
    readonly request: Request;
    readonly route: { readonly id: string | null };
    readonly url: URL;
  }) => Response | Promise<Response>;
}
