"""Which texts are copies of one report, and which statements give one quotation. Pure: whoever keeps marks finds candidates with them."""
