// The page's own script. Without it everything can be read and every link works.
(() => {
  const all = selector => [...document.querySelectorAll(selector)];

  // The contents are open if there is room beside the text, and closed above it.
  const beside = matchMedia('(min-width: 70rem)');
  const open = () => all('.contents details').forEach(d => { d.open = beside.matches; });
  beside.addEventListener('change', open);
  open();

  // A keyboard must reach what scrolls sideways, and nothing else.
  const scrollers = () => all('main .wide, main pre, main .output_wrapper').forEach(e => {
    if (e.scrollWidth > e.clientWidth + 1) e.tabIndex = 0;
    else e.removeAttribute('tabindex');
  });
  addEventListener('resize', scrollers);
  addEventListener('load', scrollers);
  addEventListener('toggle', scrollers, true);

  // A link into a part that is folded, or to its heading, opens it.
  const unfold = place => {
    for (let e = place?.closest('main details'); e; e = e.parentElement.closest('main details')) e.open = true;
  };
  const arrive = () => {
    const place = document.querySelector('main :target');
    if (!place?.closest('main details')) return;
    unfold(place);
    place.scrollIntoView();
  };
  addEventListener('hashchange', arrive);
  addEventListener('click', e => {
    const a = e.target.closest?.('a[href^="#"]');
    if (a && a.hash === location.hash) arrive(); // which changes no hash
  });
  addEventListener('load', arrive);

  // All is printed that is not an answer.
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = all('main :is(.optional, .came, .source):not([open])');
    opened.forEach(d => { d.open = true; });
  });
  addEventListener('afterprint', () => opened.forEach(d => { d.open = false; }));

  // The contents show where the reader is, and the other language opens there. The
  // last sections never come to the top of the window: at the end of the page the
  // reader is at the target of the last link, if it can be seen, else at the last
  // section.
  const cells = all('main .cell[id]'), languages = all('a.language');
  const links = all('.sections a'), places = links.map(a => document.getElementById(decodeURIComponent(a.hash.slice(1))));
  const to = languages.map(a => a.getAttribute('href'));
  const top = e => e.getBoundingClientRect().top;
  const line = () => {
    if (innerHeight + scrollY < document.documentElement.scrollHeight - 2) return 120;
    const target = document.querySelector('main :target'), at = target ? top(target) : -1;
    return at >= 0 && at < innerHeight ? Math.max(at + 1, 120) : innerHeight;
  };
  // Contents that are longer than the window scroll along.
  const reveal = a => {
    const list = a.closest('.contents'), seen = list.getBoundingClientRect(), r = a.getBoundingClientRect();
    if (r.top < seen.top || r.bottom > seen.bottom) list.scrollTop += r.top - seen.top - seen.height / 2;
  };
  let waits = false, shown = -1;
  const here = () => {
    waits = false;
    const reached = line(), passed = e => e?.checkVisibility() && top(e) < reached; // and is not folded
    const cell = cells.findLast(passed), section = places.findLastIndex(passed);
    const at = cell && cell !== cells[0] ? '#' + cell.id : '';
    languages.forEach((a, i) => a.setAttribute('href', to[i] + at));
    links.forEach((a, i) => {
      if (i === section) a.setAttribute('aria-current', 'location');
      else a.removeAttribute('aria-current');
    });
    if (section !== shown && section >= 0) reveal(links[section]);
    shown = section;
  };
  addEventListener('scroll', () => {
    if (!waits) { waits = true; requestAnimationFrame(here); }
  }, { passive: true });
  addEventListener('hashchange', here);
  addEventListener('toggle', here, true);
  addEventListener('load', here);
})();
