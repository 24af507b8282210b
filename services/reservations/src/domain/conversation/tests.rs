//! The tunnel, row by row.
use super::*;

fn id(n: u128) -> ReservationId {
    ReservationId(uuid::Uuid::from_u128(n))
}

fn code(text: &str) -> Code {
    text.parse().unwrap()
}

fn hold(n: u128, text: &str, step: Step) -> Hold {
    Hold { id: id(n), code: code(text), step }
}

fn wait(n: u128, text: &str) -> Wait {
    Wait { id: id(n), code: code(text) }
}

fn yes() -> Intent {
    Intent::Confirm(Vec::new())
}

fn no() -> Intent {
    Intent::Cancel(Cancelled::Unnamed)
}

fn confirmed(ids: &[u128]) -> Vec<Command> {
    vec![Command::Confirm { ids: ids.iter().map(|n| id(*n)).collect(), incomplete: Vec::new() }]
}

fn said(reply: Reply) -> Vec<Command> {
    vec![Command::Say(reply)]
}

#[test]
fn t1_to_t4_a_code_is_a_wish_whatever_there_is() {
    let wish = vec![one(code("A12"))];
    let reserved = decide(Intent::Reserve(wish.clone()), &Customer::default());
    assert_eq!(reserved, [Command::Reserve(wish)]);
}

#[test]
fn t3_a_size_goes_to_the_hold_that_needs_it_or_to_the_open_wish() {
    let size = || Intent::Size("M".into());
    let mut customer = Customer { holds: vec![hold(1, "A1", Step::NeedConfirm)], ..Customer::default() };
    assert_eq!(decide(size(), &customer), said(Reply::Nothing));
    customer.open_wish = Some(code("S1"));
    assert_eq!(decide(size(), &customer), [Command::SetSize(None, "M".into())]);
    customer.holds.extend([hold(2, "S1", Step::NeedSize), hold(3, "S2", Step::NeedSize)]);
    assert_eq!(decide(size(), &customer), [Command::SetSize(Some(id(2)), "M".into())]);
    customer.quoted = vec![id(3)];
    assert_eq!(decide(size(), &customer), [Command::SetSize(Some(id(3)), "M".into())]);
}

#[test]
fn t5_an_address_leads_to_the_summary() {
    let customer = Customer { holds: vec![hold(1, "A12", Step::NeedAddress)], ..Customer::default() };
    let place = Place::Written("12 rue des Lilas".into());
    let done = decide(Intent::Address("12 rue des Lilas".into()), &customer);
    assert_eq!(done, [Command::SetAddress(place), Command::Say(Reply::Recap)]);
    let shared = decide(Intent::Location, &Customer::default());
    assert_eq!(shared, [Command::SetAddress(Place::Shared), Command::Say(Reply::Nothing)]);
}

#[test]
fn t6_and_t11_yes_is_one_order_of_all_complete_holds() {
    let holds = vec![hold(1, "A12", Step::NeedConfirm), hold(2, "B7", Step::NeedConfirm)];
    let mut customer = Customer { holds, address_known: true, ..Customer::default() };
    assert_eq!(decide(yes(), &customer), confirmed(&[1, 2]));
    customer.holds.push(hold(3, "S1", Step::NeedSize));
    let partial = Command::Confirm { ids: vec![id(1), id(2)], incomplete: vec![id(3)] };
    assert_eq!(decide(yes(), &customer), [partial]);
    customer.quoted = vec![id(2)];
    assert_eq!(decide(yes(), &customer), confirmed(&[2]));
}

#[test]
fn what_our_last_message_named_does_not_narrow_a_yes() {
    let holds = vec![hold(1, "A12", Step::NeedConfirm), hold(2, "B7", Step::NeedConfirm)];
    let customer = Customer { holds, named: vec![id(2)], ..Customer::default() };
    assert_eq!(decide(yes(), &customer), confirmed(&[1, 2]));
}

#[test]
fn t7_yes_without_an_address_is_remembered_until_it_comes() {
    let holds = vec![hold(1, "A12", Step::NeedAddress), hold(2, "B7", Step::NeedAddress)];
    let mut customer = Customer { holds, ..Customer::default() };
    let asked = [Command::RememberYes, Command::Say(Reply::NeedAddress(vec![code("A12"), code("B7")]))];
    assert_eq!(decide(yes(), &customer), asked);
    customer.wants_confirm = true;
    let done = decide(Intent::Location, &customer);
    assert_eq!(done[0], Command::SetAddress(Place::Shared));
    assert_eq!(done[1..], confirmed(&[1, 2]));
}

#[test]
fn t8_and_t9_yes_to_a_hold_whose_time_ran_out() {
    let expired = vec![hold(2, "B7", Step::NeedConfirm), hold(1, "A12", Step::NeedConfirm)];
    let mut customer = Customer { expired, address_known: true, ..Customer::default() };
    assert_eq!(decide(yes(), &customer), [Command::ConfirmLate(vec![id(2)])]);
    customer.quoted = vec![id(1)];
    assert_eq!(decide(yes(), &customer), [Command::ConfirmLate(vec![id(1)])]);
    customer.address_known = false;
    assert_eq!(decide(yes(), &customer), [Command::Reserve(vec![one(code("A12"))])]);
}

#[test]
fn t10_yes_to_nothing() {
    assert_eq!(decide(yes(), &Customer::default()), said(Reply::Nothing));
    let customer = Customer { waits: vec![wait(1, "A12")], ..Customer::default() };
    assert_eq!(decide(yes(), &customer), said(Reply::StillWaiting(vec![id(1)])));
}

#[test]
fn t12_yes_with_a_code_is_for_that_one() {
    let customer = Customer {
        holds: vec![hold(1, "A12", Step::NeedConfirm), hold(2, "B7", Step::NeedConfirm)],
        waits: vec![wait(3, "C1")],
        expired: vec![hold(4, "D1", Step::NeedConfirm)],
        address_known: true,
        ..Customer::default()
    };
    let yes_to = |text| decide(Intent::Confirm(vec![code(text)]), &customer);
    assert_eq!(yes_to("A12"), confirmed(&[1]));
    assert_eq!(yes_to("C1"), said(Reply::StillWaiting(vec![id(3)])));
    assert_eq!(yes_to("D1"), [Command::ConfirmLate(vec![id(4)])]);
    assert_eq!(yes_to("E1"), [Command::Reserve(vec![one(code("E1"))])]);
}

#[test]
fn t13_no_means_the_one_our_last_message_was_about_or_we_ask() {
    let holds = vec![hold(1, "A12", Step::NeedConfirm), hold(2, "B7", Step::NeedConfirm)];
    let mut customer = Customer { holds, waits: vec![wait(3, "C1")], ..Customer::default() };
    let which = vec![code("A12"), code("B7"), code("C1")];
    assert_eq!(decide(no(), &customer), said(Reply::CancelWhich(which.clone())));
    customer.named = vec![id(1), id(2)];
    assert_eq!(decide(no(), &customer), said(Reply::CancelWhich(which)));
    customer.named = vec![id(3), id(9)];
    assert_eq!(decide(no(), &customer), [Command::Cancel(vec![id(3)])]);
    customer.quoted = vec![id(1)];
    assert_eq!(decide(no(), &customer), [Command::Cancel(vec![id(1)])]);
    let all = decide(Intent::Cancel(Cancelled::All), &customer);
    assert_eq!(all, [Command::Cancel(vec![id(1), id(2), id(3)])]);
    let code_only = decide(Intent::Cancel(Cancelled::Codes(vec![code("B7")])), &customer);
    assert_eq!(code_only, [Command::Cancel(vec![id(2)])]);
}

#[test]
fn no_with_one_thing_or_nothing_needs_no_question() {
    let customer = Customer { waits: vec![wait(3, "C1")], ..Customer::default() };
    assert_eq!(decide(no(), &customer), [Command::Cancel(vec![id(3)])]);
    assert_eq!(decide(no(), &Customer::default()), said(Reply::Nothing));
    let other = decide(Intent::Cancel(Cancelled::Codes(vec![code("B7")])), &customer);
    assert_eq!(other, said(Reply::Nothing));
}

#[test]
fn a_button_is_for_its_hold_also_when_it_comes_late() {
    let mut customer = Customer {
        holds: vec![hold(1, "A12", Step::NeedConfirm), hold(2, "B7", Step::NeedConfirm)],
        address_known: true,
        ..Customer::default()
    };
    let press = |button, customer: &Customer| decide(Intent::Button(button), customer);
    assert_eq!(press(Button::Confirm(id(1)), &customer), confirmed(&[1]));
    assert_eq!(press(Button::Cancel(id(2)), &customer), [Command::Cancel(vec![id(2)])]);
    assert_eq!(press(Button::Confirm(id(7)), &customer), said(Reply::Nothing));
    assert_eq!(press(Button::Cancel(id(7)), &customer), said(Reply::Nothing));
    customer.expired = vec![hold(7, "C1", Step::NeedConfirm)];
    assert_eq!(press(Button::Confirm(id(7)), &customer), [Command::ConfirmLate(vec![id(7)])]);
}

#[test]
fn twice_not_understood_a_person_takes_over_and_the_platform_is_silent() {
    let mut customer = Customer::default();
    assert_eq!(decide(Intent::Unknown, &customer), said(Reply::Fallback));
    customer.misunderstood = true;
    assert_eq!(decide(Intent::Unknown, &customer), [Command::HandOver]);
    customer.silent = true;
    assert_eq!(decide(Intent::Unknown, &customer), []);
    assert_eq!(decide(yes(), &customer), said(Reply::Nothing));
    assert_eq!(decide(Intent::OptOut, &customer), []);
}
