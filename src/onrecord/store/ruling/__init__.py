"""What people say against the machine: rulings on fields, missed statements, speakers joined and parted, attributes, coders compared."""
