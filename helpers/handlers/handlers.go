// Package handlers has the scripts of sliders, hints and predictions in the output of
// cells.
// Each is the value of an attribute of their HTML, such as onkeydown. They are in
// one place so that a page with a Content-Security-Policy can allow these and no
// others.
package handlers

// Keys is the onkeydown of an element that contains controls. It keeps the keys
// that are pressed on a control from the notebook, in which they are commands: an
// arrow selects another cell, Enter edits it, D twice deletes it. The notebook still
// gets Shift+Enter and keys with Ctrl, Alt or ⌘, and Escape gives the focus back to
// the cell.
const Keys = `const cell=this.closest('.jp-Cell');` +
	`if(event.key==='Escape'&&cell)cell.focus();` +
	`else if(event.ctrlKey||event.metaKey||event.altKey||event.shiftKey&&event.key==='Enter')return;` +
	`event.stopPropagation()`

// ShowSlider is the onload of the picture above a slider. It shows the slider, so
// that there is none where handlers are removed and it would not work. On a page that
// comes in pieces the picture may be loaded before the slider has come.
const ShowSlider = `const show=()=>{const slider=this.nextElementSibling;` +
	`if(slider)slider.style.display='flex';else setTimeout(show,20)};show()`

// MoveSlider is the oninput of a slider. It puts the lines of a frame together and
// shows them.
const MoveSlider = `const box=this.closest('.golessons-frames'),at=+this.value,d=box.dataset;` +
	`const lines=d.lines.split('\n'),label=d.labels.split('\n')[at];` +
	`const svg=d.frames.split('\n')[at].split(' ').map(i=>lines[i]).join('\n');` +
	`const img=box.querySelector('img');img.src='data:image/svg+xml,'+encodeURIComponent(svg);img.alt=label;` +
	`box.querySelector('output').value=label;this.setAttribute('aria-valuetext',label)`

// MoveInOptions is the onkeydown of the options of a prediction. Arrows move the
// focus and do not choose, because the first choice is the one that is kept; Space
// and Enter choose.
const MoveInOptions = `const k=event;if(k.ctrlKey||k.metaKey||k.altKey||k.shiftKey)return;` +
	`const all=[...this.querySelectorAll('input')],step={ArrowDown:1,ArrowRight:1,ArrowUp:-1,ArrowLeft:-1}[k.key];` +
	`if(k.key==='Enter')k.target.click();` +
	`else if(step)all[(all.indexOf(k.target)+step+all.length)%all.length].focus();else return;` +
	`k.preventDefault()`

// choice finds out what was chosen first, the index of an option, for the element
// box of a prediction. The browser keeps it for the address that the lessons are
// below: JupyterLab's own, which on a hub has the learner's name in it, or that of
// the folder that has a folder for each language. Where the browser keeps nothing, it
// lasts as long as the page.
const choice = `const lab=document.getElementById('jupyter-config-data');` +
	`const key='golessons '+(lab?JSON.parse(lab.textContent).baseUrl:location.pathname.replace(/[^/]*\/[^/]*$/,''))+' '+box.dataset.name;` +
	`let first=document.querySelector('.golessons-ask[data-name="'+box.dataset.name+'"][data-first]')?.dataset.first;` +
	`try{first=localStorage.getItem(key)??first}catch{}`

// ShowChoice is the onload of the style in a prediction's question. It folds away the
// answer, which is for pages without scripts, and shows what was chosen when the page
// was last open. The radio buttons get a name that no other copy of the question on
// the page has.
const ShowChoice = `const box=this.parentElement,all=[...box.querySelectorAll('input')];` +
	`box.querySelector('details').hidden=true;` +
	`const group='golessons-'+Math.random();for(const i of all)i.name=group;` + choice +
	`;const chosen=all[first];if(chosen&&!all.some(i=>i.checked)){chosen.checked=true;chosen.dispatchEvent(new Event('change',{bubbles:true}))}`

// Choose is the onchange of the options of a prediction. It keeps the first choice,
// and says what is right. A screen reader reads that out unless it was chosen before.
const Choose = `const box=this.parentElement,all=[...this.querySelectorAll('input')],at=all.indexOf(event.target);` + choice +
	`;first??=at;try{localStorage.setItem(key,first)}catch{}box.dataset.first=first;` +
	`const says=box.querySelector('[aria-live]');says.setAttribute('aria-live',event.isTrusted?'polite':'off');` +
	`says.innerHTML=all[at].dataset.says+(first==at?'':all[first]?.dataset.again??'');` +
	`for(const s of document.querySelectorAll('.golessons-recall style'))s.dispatchEvent(new Event('load'))`

// Recall is the onload of the style in what recalls a prediction, and Choose calls it
// too. On the web pages it unfolds what came.
const Recall = `const box=this.parentElement,[says,answer]=box.children;` + choice +
	`;const told=box.dataset.told.split('\n')[first];answer.hidden=true;says.innerHTML=told??box.dataset.invitation;` +
	`if(told)box.closest('details.came')?.setAttribute('open','')`

// All returns the handlers.
func All() []string {
	return []string{Keys, ShowSlider, MoveSlider, MoveInOptions, ShowChoice, Choose, Recall}
}
