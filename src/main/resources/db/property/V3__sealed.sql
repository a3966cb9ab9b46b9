call keys.seals('property.asset', 'id', 'bigint', 'key_sealed', 'property.key');
