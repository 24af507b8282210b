//! The entries of the ledger: debits above zero, credits below, each entry's sum is zero.
use souk_kit::words;

words! {
    /// What is booked.
    Kind {
        /// Money arrived at the provider.
        Capture = "capture",
        /// Money goes back.
        Refund = "refund",
        /// It came back to us.
        RefundFailed = "refund_failed",
        /// A customer owes at the counter.
        CashDue = "cash_due",
        /// They paid there.
        CashCollected = "cash_collected",
        /// They owe nothing any more.
        CashVoid = "cash_void",
        /// They owe less.
        CashReduced = "cash_reduced",
        /// They paid less there than was owed before.
        CashReturned = "cash_returned",
    }
}

words! {
    /// Where value stands.
    Account {
        /// With the provider.
        Psp = "psp",
        /// What belongs to the merchant.
        Merchant = "merchant",
        /// What customers owe at the counter.
        CashDue = "cash_due",
        /// What merchants took at the counter.
        MerchantCash = "merchant_cash",
    }
}

impl Kind {
    /// Its lines for an amount above zero.
    #[must_use]
    pub fn lines(self, amount: i64) -> [(Account, i64); 2] {
        let (debit, credit) = match self {
            Self::Capture | Self::RefundFailed => (Account::Psp, Account::Merchant),
            Self::Refund => (Account::Merchant, Account::Psp),
            Self::CashDue => (Account::CashDue, Account::Merchant),
            Self::CashCollected => (Account::MerchantCash, Account::CashDue),
            Self::CashReturned => (Account::Merchant, Account::MerchantCash),
            Self::CashVoid | Self::CashReduced => (Account::Merchant, Account::CashDue),
        };
        [(debit, amount), (credit, -amount)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_zero() {
        for kind in Kind::ALL {
            let lines = kind.lines(1250);
            assert_eq!(lines.iter().map(|(_, amount)| amount).sum::<i64>(), 0, "{kind:?}");
            assert_ne!(lines[0].0, lines[1].0);
        }
    }

    #[test]
    fn what_was_captured_and_went_back_leaves_nothing() {
        let mut psp = 0;
        for (kind, amount) in
            [(Kind::Capture, 1000), (Kind::Refund, 400), (Kind::RefundFailed, 400), (Kind::Refund, 1000)]
        {
            psp += kind.lines(amount).iter().filter(|(a, _)| *a == Account::Psp).map(|(_, n)| n).sum::<i64>();
        }
        assert_eq!(psp, 0);
    }
}
