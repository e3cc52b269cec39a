// Another width gives every line another height: what was read would slide away, and with it the step that has the focus.

let held: { readonly element: Element; readonly top: number } | undefined;
let width = window.innerWidth;

/** Remembers what stands where: the step that has the focus if it can be seen, else the first below the sticky lines. */
export function noteAnchor(): void {
  const element = window.scrollY === 0 ? undefined : (focusedInView() ?? atTop());
  held = element === undefined ? undefined : { element, top: element.getBoundingClientRect().top };
}

/** Brings it back to where it was, and once more when all has its new size. */
export function holdAnchor(): void {
  const anchor = held;
  // Another height moves no line, and what stood there may have moved for a reason since.
  const isOther = width !== window.innerWidth;
  width = window.innerWidth;
  if (anchor === undefined || !isOther) return;
  const settle = (): void => {
    if (anchor.element.isConnected) scrollBy(0, anchor.element.getBoundingClientRect().top - anchor.top);
  };
  settle();
  requestAnimationFrame(() => {
    settle();
    held = anchor;
  });
}

function stickyHeight(): number {
  return document.querySelector('.hr-now')?.getBoundingClientRect().bottom ?? 0;
}

/** What has the focus itself, where it is small enough to stand for what is read; else its step. */
function focusedInView(): Element | undefined {
  const { activeElement } = document;
  if (activeElement === null || activeElement.closest('[data-card], .hr-phase') === null) return undefined;
  const { top, bottom } = activeElement.getBoundingClientRect();
  return bottom > stickyHeight() && top >= 0 && top < window.innerHeight ? activeElement : undefined;
}

function atTop(): Element | undefined {
  const steps = document.querySelector('main')?.getBoundingClientRect();
  if (steps === undefined) return undefined;
  return document.elementFromPoint(steps.right - steps.width / 2, stickyHeight() + 8) ?? undefined;
}
