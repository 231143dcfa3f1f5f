// The page's own script; without it all can be read and every link works.
(() => {
  const all = selector => [...document.querySelectorAll(selector)];

  // Beside the text there is room for the contents; above it they are closed.
  const beside = matchMedia('(min-width: 70rem)');
  const open = () => all('.contents details').forEach(d => { d.open = beside.matches; });
  beside.addEventListener('change', open);
  open();

  // What scrolls sideways a keyboard must reach, and nothing else.
  const scrollers = () => all('main .wide, main pre, main .output_wrapper').forEach(e => {
    if (e.scrollWidth > e.clientWidth + 1) e.tabIndex = 0;
    else e.removeAttribute('tabindex');
  });
  addEventListener('resize', scrollers);
  addEventListener('load', scrollers);
  addEventListener('toggle', scrollers, true);

  // Where the reader is: the contents show it, and the other language opens there.
  const cells = all('main .cell[id]'), languages = all('a.language');
  const links = all('.sections a'), places = links.map(a => document.getElementById(decodeURIComponent(a.hash.slice(1))));
  const to = languages.map(a => a.getAttribute('href'));
  const passed = e => e && e.getBoundingClientRect().top < 120;
  let waits = false;
  const here = () => {
    waits = false;
    const cell = cells.findLast(passed), section = places.findLastIndex(passed);
    const at = cell && cell !== cells[0] ? '#' + cell.id : '';
    languages.forEach((a, i) => a.setAttribute('href', to[i] + at));
    links.forEach((a, i) => {
      if (i === section) a.setAttribute('aria-current', 'location');
      else a.removeAttribute('aria-current');
    });
  };
  addEventListener('scroll', () => {
    if (!waits) { waits = true; requestAnimationFrame(here); }
  }, { passive: true });
  addEventListener('load', here);
})();
