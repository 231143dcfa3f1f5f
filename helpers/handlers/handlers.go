// Package handlers has the scripts of the controls that cells show, sliders and
// hints: each is what an attribute of their HTML, such as onkeydown, says. They
// stand together so that a page with a Content-Security-Policy can allow them
// and no others.
package handlers

// Keys, as the onkeydown of an element with controls in it, gives them the keys
// that are pressed on them. In a notebook these would otherwise be commands: the
// arrows choose another cell, Enter edits it, D twice deletes it. What is pressed
// with Ctrl, Alt or ⌘, and Shift+Enter, stays the notebook's, and Escape gives
// the focus back to the cell.
const Keys = `const cell=this.closest('.jp-Cell');` +
	`if(event.key==='Escape'&&cell)cell.focus();` +
	`else if(event.ctrlKey||event.metaKey||event.altKey||event.shiftKey&&event.key==='Enter')return;` +
	`event.stopPropagation()`

// ShowSlider, as the onload of the picture above a slider, shows the slider:
// where handlers are taken out, so is what would not work.
const ShowSlider = `this.nextElementSibling.style.display='flex'`

// MoveSlider, as the oninput of a slider, puts a frame's lines together and
// shows them.
const MoveSlider = `const box=this.closest('.golessons-frames'),at=+this.value,d=box.dataset;` +
	`const lines=d.lines.split('\n'),label=d.labels.split('\n')[at];` +
	`const svg=d.frames.split('\n')[at].split(' ').map(i=>lines[i]).join('\n');` +
	`const img=box.querySelector('img');img.src='data:image/svg+xml,'+encodeURIComponent(svg);img.alt=label;` +
	`box.querySelector('output').value=label;this.setAttribute('aria-valuetext',label)`

// All lists the handlers.
func All() []string { return []string{Keys, ShowSlider, MoveSlider} }
