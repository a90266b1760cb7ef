"""Networks as Gephi, visone, Pajek and others read them."""
